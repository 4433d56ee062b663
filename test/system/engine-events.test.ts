// What docker and podman tell of their pulls, heard from inside a machine as the core hears it.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type DockerEngine, dockerEngine } from '../lab/docker-engines.ts'
import { type Docker, startDocker, type Store } from '../lab/dockerd.ts'
import { type EngineEars, listenTo } from '../lab/engine-ears.ts'
import { type Lab, startLab } from '../lab/lab.ts'
import { podmanPull, startPodmanLab } from '../lab/podman.ts'
import { type PodmanEngine, podmanEngine } from '../lab/podman-engines.ts'
import { systemSuite } from '../lab/suite.ts'
import type { User } from '../lab/users.ts'

const wait = { timeout: 20_000, interval: 50 }
const demo = 'docker.io/library/demo:1'
const missing = 'docker.io/library/missing:1'

const engines: readonly (readonly [string, DockerEngine, Store])[] = [
  ['of this system', await dockerEngine('system'), 'classic'],
  ['of Debian sid', await dockerEngine('sid', 28), 'c8d'],
]

describe.each(engines)('docker %s', (name, engine, store) => {
  systemSuite(`events of docker ${name}`, engine.kind === 'ready' ? null : engine.why, () => {
    let lab: Lab
    let docker: Docker
    let ears: EngineEars
    const images = () => ears.pulls().map(({ image }) => image)
    beforeAll(async () => {
      lab = await startLab(engine.kind === 'ready' ? engine.usr : null)
    })
    afterAll(() => lab?.stop())

    test('is waited for, and nothing starts it', async () => {
      ears = await listenTo(lab.machine, ['docker', 'system'])
      await vi.waitFor(() => expect(ears.states()).toEqual(['waiting']), wait)
      expect(existsSync(lab.machine.path('/run/docker.sock'))).toBe(false)
      docker = await startDocker(lab.machine, store)
      await vi.waitFor(() => expect(ears.states()).toEqual(['waiting', 'heard']), wait)
    })

    test('tells of a pull with its digest, and of none that failed', async () => {
      expect(await docker.pull(missing)).toMatchObject({ code: 1 })
      const pulled = await docker.pull(demo)
      const digest = /sha256:[0-9a-f]{64}/.exec(pulled.stdout)?.[0]
      expect(digest).toBeDefined()
      await vi.waitFor(() => expect(ears.pulls()).toHaveLength(1), wait)
      expect(ears.pulls()[0]).toMatchObject({ image: 'demo:1', when: 'end', digests: [digest], failed: null })
      expect(Math.abs(Date.now() - ears.pulls()[0]!.at)).toBeLessThan(60_000)
    })

    test('tells of a pull of what is there, and keeps still about a removal', async () => {
      await lab.machine.run(['docker', 'pull', demo])
      await lab.machine.run(['docker', 'image', 'rm', '--force', demo])
      await docker.pull('docker.io/team/app:1')
      await vi.waitFor(() => expect(images()).toEqual(['demo:1', 'demo:1', 'team/app:1']), wait)
    })

    test('is heard again after its restart, and everything once', async () => {
      await docker.stop()
      await vi.waitFor(() => expect(ears.states().at(-1)).toBe('waiting'), wait)
      docker = await startDocker(lab.machine, store)
      // Before we may have noticed: what it remembers since then is told.
      await docker.pull('docker.io/team/app:2')
      await vi.waitFor(() => expect(images().slice(3)).toEqual(['team/app:2']), wait)
      expect(ears.states().at(-1)).toBe('heard')
      await ears.daemon.stop()
      ears = await listenTo(lab.machine, ['docker', 'system'], 'root', Date.now() - 600_000)
      await vi.waitFor(() => expect(images()).toEqual(['team/app:2']), wait)
    })
  })
})

const podmans: readonly (readonly [string, PodmanEngine, readonly (readonly ['user' | 'system', User])[]])[] = [
  [
    'of this system',
    await podmanEngine('system'),
    [
      ['user', 'dev'],
      ['system', 'root'],
    ],
  ],
  ['of Debian sid', await podmanEngine('sid', 5), [['user', 'dev']]],
]

describe.each(podmans)('podman %s', (name, engine, scopes) => {
  systemSuite(`events of podman ${name}`, engine.kind === 'ready' ? null : engine.why, () => {
    const is4 = engine.kind === 'ready' && engine.version.startsWith('4.')
    let lab: Lab
    beforeAll(async () => {
      lab = await startPodmanLab(engine)
    })
    afterAll(() => lab?.stop())

    // Of the machine alone: another test's podman is none of ours.
    const children = (): readonly number[] => {
      const root = lab.machine.path('/proc')
      return readdirSync(root)
        .filter((one) => /^\d+$/.test(one))
        .filter((pid) => /podman\0--remote=false\0events\0.*\0--stream\0/.test(commandOf(`${root}/${pid}/cmdline`)))
        .map(Number)
    }

    test.each(scopes)('of the %s', async (scope, user) => {
      const before = Date.now()
      let ears = await listenTo(lab.machine, ['podman', scope], user)
      await vi.waitFor(() => expect(ears.states()).toEqual(['heard']), wait)
      await podmanPull(lab.machine, missing, user)
      expect(await podmanPull(lab.machine, demo, user)).toMatchObject({ code: 0 })
      const told = is4 ? [demo] : [missing, demo]
      await vi.waitFor(() => expect(ears.pulls().map(({ image }) => image)).toEqual(told), wait)
      const last = ears.pulls().at(-1)!
      expect(last).toMatchObject({ engine: { id: 'podman', scope }, when: is4 ? 'begin' : 'end', failed: null })
      const inspect = ['podman', 'image', 'inspect', '--format', '{{.Digest}}', demo]
      const digest = (await lab.machine.run(inspect, { user })).stdout.trim()
      if (is4) expect(last.digests).toEqual([])
      else expect(last.digests).toContain(digest)
      expect(ears.pulls().map(({ failed }) => failed !== null)).toEqual(is4 ? [false] : [true, false])
      await lab.machine.run(['podman', 'image', 'rm', '--force', demo], { user })

      // It dies with us, also where we have no time to say so.
      expect(children()).toHaveLength(1)
      await ears.daemon.stop('SIGKILL')
      await vi.waitFor(() => expect(children()).toEqual([]), wait)

      // What was pulled meanwhile is told to who asks from then on; an image that is gone has no digests.
      await podmanPull(lab.machine, 'docker.io/team/app:1', user)
      ears = await listenTo(lab.machine, ['podman', scope], user, before)
      const all = [...told, 'docker.io/team/app:1']
      await vi.waitFor(() => expect(ears.pulls().map(({ image }) => image)).toEqual(all), wait)
      await ears.daemon.stop()
      await vi.waitFor(() => expect(children()).toEqual([]), wait)
    })

    test('of root, a user hears nothing, and nothing runs for it', async () => {
      const ears = await listenTo(lab.machine, ['podman', 'system'], 'dev')
      await vi.waitFor(() => expect(ears.states()).toEqual(['not-set-up']), wait)
      expect(children()).toEqual([])
      expect(existsSync(lab.machine.path('/run/user/1500/podman/podman.sock'))).toBe(false)
      await ears.daemon.stop()
    })
  })
})

function commandOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return '' // it has ended meanwhile
  }
}
