import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Docker } from '../lab/dockerd.ts'
import { URL_OF } from '../lab/lab.ts'
import { byEngine, watch } from '../lab/watch.ts'
import { conform } from './conformance.ts'
import { DOCKER, type DockerRig, rowOf } from './docker-rig.ts'
import { asks, mirrored } from './steps.ts'

/** Pulls of every kind: by digest, with several mirrors in order, with a mirror that is down. */
export function dockerPulls(rig: DockerRig, text = '{\n\t"debug": false\n}'): void {
  describe('pulls', () => {
    let docker: Docker
    let before: readonly string[]
    beforeAll(async () => {
      docker = await rig.begin(text)
      before = rig.tree()
    })
    afterAll(() => rig.end())

    test('by digest go through the mirror as those by tag', async () => {
      await rig.on()
      const tagged = await docker.pull('docker.io/library/demo:1')
      const digest = /sha256:[0-9a-f]{64}/.exec(tagged.stdout)?.[0] ?? ''
      await rig.lab.machine.run(['docker', 'image', 'rm', '--force', 'docker.io/library/demo:1'])
      const seen = await watch(rig.lab, () => docker.pull(`docker.io/library/demo@${digest}`))
      expect(seen.result).toMatchObject({ code: 0 })
      // From 26 on the classic store keeps manifests that it has seen, and asks for blobs alone.
      expect(byEngine(seen.mirror).join('\n')).toMatch(/ \/v2\/library\/demo\/(?:manifests|blobs)\/sha256:\S+ 200/)
      expect(digest).not.toBe('')
      expect(byEngine(seen.hub)).toEqual([])
      await rig.off()
      expect(rig.tree()).toEqual(before)
      conform(...rowOf(rig), 'digest pull', 'measured')
    })

    test('ask several mirrors in their order', async () => {
      // The first knows nothing of docker.io’s images.
      const both = [...mirrored('docker.io', URL_OF.quayMirror), ...mirrored('docker.io', URL_OF.mirror)]
      await asks(rig.lab.machine, ['on', ...both, ...DOCKER])
      const seen = await watch(rig.lab, () => docker.pull('docker.io/library/demo:2'))
      expect(seen.result).toMatchObject({ code: 0 })
      expect(byEngine(seen.quayMirror)[0]).toMatch(/ 404$/)
      expect(byEngine(seen.mirror).join('\n')).toMatch(/ 200$/m)
      expect(byEngine(seen.hub)).toEqual([])
      await rig.off()
      expect(rig.tree()).toEqual(before)
      conform(...rowOf(rig), 'ordered mirrors', 'measured')
    })

    test('go to the hub while the mirror is down', async () => {
      await rig.on()
      await rig.lab.mirror.stop()
      const seen = await watch(rig.lab, () => docker.pull('docker.io/team/app:1'))
      await rig.lab.mirror.start()
      expect(seen.result).toMatchObject({ code: 0 })
      expect(byEngine(seen.hub).length).toBeGreaterThan(0)
      await rig.off()
      expect(rig.tree()).toEqual(before)
      conform(...rowOf(rig), 'fallback', 'measured')
    })
  })
}
