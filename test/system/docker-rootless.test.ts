// A user's own dockerd, started by docker's own script: the user's files, no root, and a network of its own.
import { existsSync, rmSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { dockerEngine, type DockerEngine } from '../lab/docker-engines.ts'
import { type Docker, startDocker, type Store } from '../lab/dockerd.ts'
import { type Lab, startLab, URL_OF } from '../lab/lab.ts'
import { ownFiles } from '../lab/own-files.ts'
import { placeFile } from '../lab/place-file.ts'
import { installRootlessKit, rootlessKit, startRootlessDocker } from '../lab/rootless-docker.ts'
import { systemSuite } from '../lab/suite.ts'
import { treeDigest } from '../lab/tree-digest.ts'
import { homeOf } from '../lab/users.ts'
import { byEngine, watch } from '../lab/watch.ts'
import { conform } from './conformance.ts'
import { asks, fails, mirrored, statusOf } from './steps.ts'

const kit = await rootlessKit()
const config = `${homeOf('dev')}/.config/docker`
const daemonJson = `${config}/daemon.json`
const dev = { user: 'dev' } as const
const ENGINE = ['--engine', 'docker', '--scope', 'user'] as const
const HUB = [...mirrored('docker.io', URL_OF.mirror), ...ENGINE] as const

const [system, sid] = await Promise.all([dockerEngine('system'), dockerEngine('sid', 28)])
const engines: readonly (readonly [string, DockerEngine, Store])[] = [
  ['of this system', system, 'classic'],
  ['of Debian sid', sid, 'classic'],
  ['of Debian sid', sid, 'c8d'],
]

for (const [name, engine, store] of engines) {
  const version = engine.kind === 'ready' ? engine.version : ''
  const why = engine.kind === 'missing' ? engine.why : kit.kind === 'missing' ? kit.why : null
  systemSuite(`rootless docker ${name} (${version}, ${store} store)`, why, () => {
    const row = [`docker rootless, ${store}`, version] as const
    const hasHosts = Number.parseInt(version, 10) >= 28
    let lab: Lab
    let docker: Docker
    let before: readonly string[]
    const ask = (...args: readonly string[]) => asks(lab.machine, args, 0, dev)
    const tree = () =>
      treeDigest(lab.machine, ['/etc', homeOf('dev')], {
        except: [...ownFiles('dev'), `${homeOf('dev')}/.local/share`, `${homeOf('dev')}/.docker`],
      })
    const begin = async (text: string | null, env: Readonly<Record<string, string>> = {}) => {
      for (const folder of [...ownFiles('dev'), config]) {
        rmSync(lab.machine.path(folder), { recursive: true, force: true })
      }
      if (text !== null) placeFile(lab.machine, daemonJson, text)
      await lab.machine.run(['chown', '-R', '1500:1500', homeOf('dev')])
      docker = await startRootlessDocker(lab.machine, store, env)
      before = tree()
    }

    beforeAll(async () => {
      lab = await startLab(engine.kind === 'ready' ? engine.usr : null)
      if (kit.kind === 'ready') await installRootlessKit(lab.machine, kit.usr)
    })
    afterAll(() => lab?.stop())
    afterEach(() => docker.stop())

    test.each([
      ['no daemon.json', null],
      ['one of the user’s', '{\n\t"debug": false, "registry-mirrors": ["http://10.99.0.3:6001"]\n}'],
    ])('%s: on, a pull through the mirror, off, and every byte as before', async (_, text) => {
      await begin(text)
      const own = await docker.mirrors()
      expect(await statusOf(lab.machine, 'docker', 'user', dev, ENGINE)).toMatchObject({ version, state: 'off' })
      expect(await ask('on', ...HUB)).toMatchObject({ changed: true })
      if (store === 'classic') {
        expect((await docker.mirrors())[0]).toBe(`${URL_OF.mirror}/`)
        conform(...row, 'live reload', 'measured')
      }
      expect(existsSync(lab.machine.path('/etc/docker/daemon.json'))).toBe(false)
      const seen = await watch(lab, () => docker.pull('docker.io/library/demo:1'))
      expect(seen.result).toMatchObject({ code: 0 })
      expect(byEngine(seen.mirror).join('\n')).toContain('/v2/library/demo/manifests/1')
      expect(byEngine(seen.hub)).toEqual([])
      conform(...row, 'tag pull', 'measured')
      conform(...row, 'plain http', 'measured')

      await lab.mirror.stop()
      const down = await watch(lab, () => docker.pull('docker.io/team/app:1'))
      await lab.mirror.start()
      expect(down.result).toMatchObject({ code: 0 })
      expect(byEngine(down.hub).length).toBeGreaterThan(0)
      conform(...row, 'fallback', 'measured')

      const proven = await ask('verify', '--pull', 'docker.io/team/app:2', '--mirror-log', lab.mirror.log, ...ENGINE)
      expect(JSON.stringify(proven)).toContain('"proven"')
      conform(...row, 'proof', 'measured')

      expect(await ask('off', ...ENGINE)).toMatchObject({ changed: true })
      expect(await docker.mirrors()).toEqual(own)
      const after = await watch(lab, () => docker.pull('docker.io/library/demo:2'))
      expect(byEngine(after.mirror)).toEqual([])
      expect(tree()).toEqual(before)
    })

    test('a mirror on this machine’s loopback is refused, and is indeed out of its reach', async () => {
      await begin(JSON.stringify({ 'registry-mirrors': [URL_OF.loopbackMirror] }))
      const seen = await watch(lab, () => docker.pull('docker.io/library/demo:1'))
      expect(seen.result).toMatchObject({ code: 0 })
      expect([byEngine(seen.mirror), byEngine(seen.hub).length > 0]).toEqual([[], true])
      const error = await fails(lab.machine, ['on', ...mirrored('docker.io', URL_OF.loopbackMirror), ...ENGINE], 1, dev)
      expect(error.code).toBe('docker-rootless-loopback')
      expect(tree()).toEqual(before)
    })

    test('https with an authority of its own, which the user’s files carry', async () => {
      await begin(null)
      const mirror = [...mirrored('docker.io', URL_OF.tlsMirror), '--ca', lab.machine.certificates.officeCa]
      await ask('on', ...mirror, ...ENGINE)
      const seen = await watch(lab, () => docker.pull('docker.io/library/demo:1'))
      expect(seen.result).toMatchObject({ code: 0 })
      expect(byEngine(seen.tlsMirror).length).toBeGreaterThan(0)
      expect(byEngine(seen.hub)).toEqual([])
      await ask('off', ...ENGINE)
      expect(tree()).toEqual(before)
      expect(existsSync(lab.machine.path(`${homeOf('dev')}/.config/pullcord/ca`))).toBe(false)
      conform(...row, 'private CA', 'measured')
    })

    test.runIf(hasHosts)('another upstream, by the user’s own hosts.toml', async () => {
      await begin(null)
      await ask('on', ...HUB, ...mirrored('quay.io', URL_OF.quayMirror))
      expect(existsSync(lab.machine.path(`${config}/certs.d/quay.io/hosts.toml`))).toBe(true)
      const seen = await watch(lab, () => docker.pull('quay.io/org/tool:1'))
      expect(seen.result).toMatchObject({ code: 0 })
      expect(byEngine(seen.quayMirror).length > 0).toBe(store === 'c8d')
      await ask('off', ...ENGINE)
      expect(tree()).toEqual(before)
      if (store === 'c8d') conform(...row, 'second upstream', 'measured')
    })

    describe('beside root’s', () => {
      test('each is switched by its own files, and root’s is none of the user’s', async () => {
        const rootful = await startDocker(lab.machine, store)
        try {
          await begin(null)
          await ask('on', ...HUB)
          expect(await rootful.mirrors()).toEqual([])
          const away = await asks(lab.machine, [
            'on',
            ...mirrored('docker.io', URL_OF.quayMirror),
            '--engine',
            'docker',
          ])
          expect(away).toMatchObject({ changed: true })
          const seen = await watch(lab, () => docker.pull('docker.io/library/demo:1'))
          expect([byEngine(seen.mirror).length > 0, byEngine(seen.quayMirror)]).toEqual([true, []])
          await asks(lab.machine, ['off', '--engine', 'docker'])
          await ask('off', ...ENGINE)
          expect(tree()).toEqual(before)
        } finally {
          await rootful.stop()
        }
      })
    })

    test('one whose environment names another directory is refused, with the file that it reads', async () => {
      await begin(null, { XDG_CONFIG_HOME: `${homeOf('dev')}/elsewhere` })
      const error = await fails(lab.machine, ['on', ...HUB], 1, dev)
      expect(error.code).toBe('docker-other-config')
      expect(error.message).toContain(`${homeOf('dev')}/elsewhere/docker/daemon.json`)
      expect(tree()).toEqual(before)
    })
  })
}
