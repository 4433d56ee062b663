import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Docker } from '../lab/dockerd.ts'
import { URL_OF } from '../lab/lab.ts'
import { byEngine, byPullcord, watch } from '../lab/watch.ts'
import { conform } from './conformance.ts'
import { type DockerRig, rowOf } from './docker-rig.ts'

/** A daemon.json as people leave it; null is no file at all. */
type Text = readonly [name: string, text: string | null]

/** What every docker is tried on. */
export const FEW_TEXTS: readonly Text[] = [
  ['no daemon.json', null],
  ['tabs, odd spaces, no newline at the end', '{\n\t"log-level" :\t"info",\n\n\t"labels": ["a=b" ],"debug": false\n}'],
  ['a mirror of the user’s own', `{\n  "registry-mirrors": [\n    "${URL_OF.quayMirror}"\n  ],\n  "debug": false\n}\n`],
]

/** What one docker is tried on: the bytes are edited the same way for all. */
export const ALL_TEXTS: readonly Text[] = [
  ...FEW_TEXTS,
  ['CRLF, four spaces', '{\r\n    "max-concurrent-downloads": 3,\r\n    "debug": false\r\n}\r\n'],
  ['one line', '{"debug":false}'],
]

/** On and off while docker runs, on every text: it is never restarted, and every byte comes back. */
export function dockerRoundTrip(rig: DockerRig, texts: readonly Text[]): void {
  describe.each(texts)('%s', (_, text) => {
    let docker: Docker
    let own: readonly string[]
    let before: readonly string[]
    const pid = () => Number(readFileSync(rig.lab.machine.path('/run/docker.pid'), 'utf8'))
    beforeAll(async () => {
      docker = await rig.begin(text)
      own = await docker.mirrors()
      before = rig.tree()
    })
    afterAll(() => rig.end())

    test('on reloads the same process, which pulls through the mirror', async () => {
      const seen = await watch(rig.lab, () => rig.on())
      expect(seen.result).toMatchObject({ changed: true })
      expect(byPullcord([...seen.hub, ...seen.quay])).toEqual([])
      expect(pid()).toBe(docker.daemon.pid)
      if (rig.store === 'classic') expect((await docker.mirrors())[0]).toBe(`${URL_OF.mirror}/`)
      const pull = await watch(rig.lab, () => docker.pull('docker.io/library/demo:1'))
      expect(pull.result).toMatchObject({ code: 0 })
      expect(byEngine(pull.mirror).join('\n')).toMatch(/^HEAD \/v2\/library\/demo\/manifests\/1\S* 200$/m)
      expect(byEngine(pull.hub)).toEqual([])
      expect(await rig.on()).toMatchObject({ changed: false })
      conform(...rowOf(rig), 'tag pull', 'measured')
      conform(...rowOf(rig), 'plain http', 'measured')
    })

    test('off: docker forgets the mirror without a restart, and every file is as before', async () => {
      expect(await rig.off()).toMatchObject({ changed: true })
      expect(await docker.mirrors()).toEqual(own)
      const pull = await watch(rig.lab, () => docker.pull('docker.io/library/demo:2'))
      expect(pull.result).toMatchObject({ code: 0 })
      expect(byEngine(pull.mirror)).toEqual([])
      expect(rig.text()).toBe(text)
      expect(rig.tree()).toEqual(before)
      expect(pid()).toBe(docker.daemon.pid)
      conform(...rowOf(rig), 'live reload', 'measured')
    })
  })
}
