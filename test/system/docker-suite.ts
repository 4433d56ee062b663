import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { DockerEngine } from '../lab/docker-engines.ts'
import { type Docker, startDocker, type Store } from '../lab/dockerd.ts'
import { type Lab, startLab, URL_OF } from '../lab/lab.ts'
import { ownFiles } from '../lab/own-files.ts'
import { placeFile } from '../lab/place-file.ts'
import { systemSuite } from '../lab/suite.ts'
import { treeDigest } from '../lab/tree-digest.ts'
import { homeOf } from '../lab/users.ts'
import { byEngine, byPullcord, watch } from '../lab/watch.ts'
import { asks, fails, mirrored, statusOf } from './steps.ts'

const DAEMON_JSON = '/etc/docker/daemon.json'
const DOCKER = ['--engine', 'docker'] as const

/** A daemon.json as people leave it; null is no file at all. */
type Text = readonly [name: string, text: string | null]

/** What every docker is tried on. */
const FEW_TEXTS: readonly Text[] = [
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

/** What every docker must do, whatever its version and store. */
export function dockerSuite(name: string, engine: DockerEngine, store: Store, texts = FEW_TEXTS): void {
  const shown = engine.kind === 'ready' ? `${name} (${engine.version}, ${store} store)` : `${name} (${store} store)`
  systemSuite(shown, engine.kind === 'missing' ? engine.why : null, () => {
    const hasHosts = engine.kind === 'ready' && Number.parseInt(engine.version, 10) >= 28
    let lab: Lab
    let docker: Docker | null = null

    beforeAll(async () => {
      lab = await startLab(engine.kind === 'ready' ? engine.usr : null)
    })
    afterAll(() => lab?.stop())

    const begin = async (text: string | null, ...flags: readonly string[]) => {
      // What an earlier test chose is not what this one means.
      for (const folder of ownFiles('root')) rmSync(lab.machine.path(folder), { recursive: true, force: true })
      rmSync(lab.machine.path(DAEMON_JSON), { force: true })
      if (text !== null) placeFile(lab.machine, DAEMON_JSON, text)
      docker = await startDocker(lab.machine, store, flags)
      return docker
    }
    const end = async () => {
      await docker?.stop()
      docker = null
    }
    const tree = () => treeDigest(lab.machine, ['/etc', homeOf('root')], { except: ownFiles('root') })
    const on = () => asks(lab.machine, ['on', ...mirrored('docker.io', URL_OF.mirror), ...DOCKER])
    const bytes = () => {
      const path = lab.machine.path(DAEMON_JSON)
      return existsSync(path) ? readFileSync(path, 'utf8') : null
    }

    describe.each(texts)('%s', (_, text) => {
      let before: readonly string[]
      let own: readonly string[]
      beforeAll(async () => {
        own = await (await begin(text)).mirrors()
        before = tree()
      })
      afterAll(end)

      test('on reloads the same process, which pulls through the mirror', async () => {
        const running = docker as Docker
        const seen = await watch(lab, on)
        expect(seen.result).toMatchObject({ changed: true })
        expect(byPullcord([...seen.hub, ...seen.quay])).toEqual([])
        expect(Number(readFileSync(lab.machine.path('/run/docker.pid'), 'utf8'))).toBe(running.daemon.pid)
        if (store === 'classic') expect((await running.mirrors())[0]).toBe(`${URL_OF.mirror}/`)
        const pull = await watch(lab, () => running.pull('docker.io/library/demo:1'))
        expect(pull.result).toMatchObject({ code: 0 })
        expect(byEngine(pull.mirror).join('\n')).toMatch(/^HEAD \/v2\/library\/demo\/manifests\/1\S* 200$/m)
        expect(byEngine(pull.hub)).toEqual([])
        expect(await on()).toMatchObject({ changed: false })
      })

      test('off: docker forgets the mirror without a restart, and every file is as before', async () => {
        const running = docker as Docker
        expect(await asks(lab.machine, ['off', ...DOCKER])).toMatchObject({ changed: true })
        expect(await running.mirrors()).toEqual(own)
        const pull = await watch(lab, () => running.pull('docker.io/library/demo:2'))
        expect(pull.result).toMatchObject({ code: 0 })
        expect(byEngine(pull.mirror)).toEqual([])
        expect(bytes()).toBe(text)
        expect(tree()).toEqual(before)
        expect(Number(readFileSync(lab.machine.path('/run/docker.pid'), 'utf8'))).toBe(running.daemon.pid)
      })
    })

    describe('proof, status and refusals', () => {
      afterEach(end)

      test('verify tells what docker has loaded, and verify --pull what it has shown', async () => {
        await begin(null)
        await on()
        // hosts.toml shows in no /info: docker is then known to be configured, and only a pull tells more.
        const [code, reached] = store === 'classic' ? [0, '"loaded"'] : [3, '"configured"']
        expect(JSON.stringify(await asks(lab.machine, ['verify', ...DOCKER], code))).toContain(reached)
        const seen = await watch(lab, () => asks(lab.machine, ['verify', '--pull', 'docker.io/team/app:1', ...DOCKER]))
        expect(JSON.stringify(seen.result)).toContain('"proven"')
        expect(byEngine(seen.mirror).join('\n')).toContain('/v2/team/app/manifests/1')
        const entry = await statusOf(lab.machine, 'docker', 'system')
        expect(entry).toMatchObject({ state: 'proven', mirrors: [{ upstream: 'docker.io', url: URL_OF.mirror }] })
        expect(entry.version).toContain(engine.kind === 'ready' ? engine.version : '')
        await asks(lab.machine, ['off', ...DOCKER])
      })

      test('verify --pull takes the mirror’s own log as evidence for what was cached before', async () => {
        const running = await begin(null)
        await on()
        await running.pull('docker.io/team/app:1')
        await asks(lab.machine, ['verify', '--pull', 'docker.io/team/app:1', ...DOCKER], 3)
        const verify = ['verify', '--pull', 'docker.io/team/app:1', '--mirror-log', lab.mirror.log]
        const proven = await asks(lab.machine, [...verify, ...DOCKER])
        expect(JSON.stringify(proven)).toContain('"proven"')
        await asks(lab.machine, ['off', ...DOCKER])
      })

      test.runIf(store === 'classic')(
        'a --registry-mirror flag would clash: refused by name, nothing written',
        async () => {
          await begin('{"debug": false}', `--registry-mirror=${URL_OF.quayMirror}`)
          const before = tree()
          const error = await fails(lab.machine, ['on', ...mirrored('docker.io', URL_OF.mirror), ...DOCKER], 1)
          expect(error.message).toContain('--registry-mirror')
          expect(tree()).toEqual(before)
        },
      )

      test.runIf(store === 'c8d')(
        'a --registry-mirror flag does not clash with hosts.toml, which stands over it',
        async () => {
          const running = await begin('{"debug": false}', `--registry-mirror=${URL_OF.quayMirror}`)
          const before = tree()
          await on()
          const seen = await watch(lab, () => running.pull('docker.io/library/demo:1'))
          expect(seen.result).toMatchObject({ code: 0 })
          expect(byEngine(seen.mirror).length).toBeGreaterThan(0)
          expect(byEngine(seen.quayMirror)).toEqual([])
          await asks(lab.machine, ['off', ...DOCKER])
          expect(tree()).toEqual(before)
        },
      )

      test('an edit the administrator has not loaded needs consent', async () => {
        const running = await begin('{"debug": false}')
        writeFileSync(lab.machine.path(DAEMON_JSON), '{"debug": true}')
        const before = tree()
        const args = ['on', ...mirrored('docker.io', URL_OF.mirror), ...DOCKER]
        if (store === 'classic') {
          const error = await fails(lab.machine, args, 1)
          expect(`${error.message} ${error.hint}`).toMatch(/--yes/)
          expect(tree()).toEqual(before)
          await asks(lab.machine, [...args, '--yes'])
          expect(await running.mirrors()).toEqual([`${URL_OF.mirror}/`])
        } else {
          await asks(lab.machine, args) // hosts.toml is read at each pull: nothing else gets loaded
        }
        await asks(lab.machine, ['off', ...DOCKER, '--yes'])
        expect(tree()).toEqual(before)
      })

      test('what was written shortly before the daemon started is loaded, and needs no consent', async () => {
        writeFileSync(lab.machine.path(DAEMON_JSON), '{"debug": false}')
        docker = await startDocker(lab.machine, store)
        expect(await on()).toMatchObject({ changed: true })
        await asks(lab.machine, ['off', ...DOCKER])
      })

      test.skipIf(hasHosts)('only docker.io can be mirrored, and it says so', async () => {
        await begin(null)
        const before = tree()
        const error = await fails(lab.machine, ['on', ...mirrored('quay.io', URL_OF.quayMirror), ...DOCKER], 1)
        expect(error.message).toMatch(/docker\.io only/)
        expect(tree()).toEqual(before)
      })

      test.runIf(hasHosts)('hosts.toml serves other upstreams', async () => {
        const running = await begin(null)
        const before = tree()
        const both = [...mirrored('docker.io', URL_OF.mirror), ...mirrored('quay.io', URL_OF.quayMirror)]
        await asks(lab.machine, ['on', ...both, ...DOCKER])
        for (const upstream of ['docker.io', 'quay.io']) {
          expect(existsSync(lab.machine.path(`/etc/docker/certs.d/${upstream}/hosts.toml`))).toBe(true)
        }
        const seen = await watch(lab, () => running.pull('quay.io/org/tool:1'))
        expect(seen.result).toMatchObject({ code: 0 })
        // docker pull with the classic store reads hosts.toml for builds only.
        if (store === 'c8d') expect(byEngine(seen.quayMirror).length).toBeGreaterThan(0)
        if (store === 'c8d') expect(byEngine(seen.quay)).toEqual([])
        await asks(lab.machine, ['off', ...DOCKER])
        expect(tree()).toEqual(before)
      })
    })
  })
}
