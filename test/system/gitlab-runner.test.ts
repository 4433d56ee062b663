// A Docker inside a job, by the very arguments and the very file that config.toml gives it; gitlab-runner is not here.
import TOML from '@iarna/toml'
import { cpSync, readFileSync, rmSync, statSync, writeFileSync, chmodSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { dockerEngine, type DockerEngine } from '../lab/docker-engines.ts'
import { type Docker, startDocker, type Store } from '../lab/dockerd.ts'
import { type Lab, startLab, URL_OF } from '../lab/lab.ts'
import { placeFile } from '../lab/place-file.ts'
import { pullcord } from '../lab/pullcord.ts'
import { systemSuite } from '../lab/suite.ts'
import { treeDigest } from '../lab/tree-digest.ts'
import { byEngine, watch } from '../lab/watch.ts'
import { conform } from './conformance.ts'
import { DAEMON_JSON } from './docker-rig.ts'
import { asks, fails, mirrored, statusOf } from './steps.ts'

const CONFIG = '/etc/gitlab-runner/config.toml'
const FILE = '/etc/pullcord/gitlab-runner/daemon.json'
const RUNNER = ['--engine', 'gitlab-runner']
const ON = ['on', ...mirrored('docker.io', URL_OF.mirror), ...RUNNER, '--no-check']

const plain = `concurrent = 2 # cores

[[runners]]
  name = "builder"
  token = "glrt-planted-secret"
  executor = "docker"
  [runners.docker]
    image = "alpine:3.20"
    privileged = true
    volumes = ["/certs/client", "/cache"] # see GitLab's page
`
const service = `${plain}
    [[runners.docker.services]]
      name = "docker:28-dind"
      command = ["--log-level=warn"]
`

interface Understood {
  readonly runners: readonly {
    readonly docker: {
      readonly volumes: readonly string[]
      readonly services: readonly { readonly command: readonly string[] }[]
    }
  }[]
}

const sources: readonly (readonly [DockerEngine, Store])[] = [
  [await dockerEngine('system'), 'classic'],
  [await dockerEngine('sid', 28), 'c8d'],
  ...(process.env.PULLCORD_LONG === '1' ? ([[await dockerEngine('sid', 28), 'classic']] as const) : []),
]

for (const [engine, store] of sources) {
  const version = engine.kind === 'ready' ? engine.version : ''
  systemSuite(`a Docker in a job (${version}, ${store} store)`, engine.kind === 'missing' ? engine.why : null, () => {
    let lab: Lab
    let docker: Docker | null = null
    beforeAll(async () => {
      lab = await startLab(engine.kind === 'ready' ? engine.usr : null)
    })
    afterAll(() => lab?.stop())
    afterEach(async () => {
      await docker?.stop()
      docker = null
      await asks(lab.machine, ['off', ...RUNNER])
      rmSync(lab.machine.path(DAEMON_JSON), { force: true })
    })

    const text = (): string => readFileSync(lab.machine.path(CONFIG), 'utf8')
    const understood = (): Understood => TOML.parse(text()) as unknown as Understood
    const begin = (config: string): void => {
      placeFile(lab.machine, CONFIG, config)
      chmodSync(lab.machine.path(CONFIG), 0o600)
    }

    test('pulls through the mirror by the arguments of its service', async () => {
      begin(service)
      await asks(lab.machine, ON)
      const { command } = understood().runners[0]!.docker.services[0]!
      docker = await startDocker(lab.machine, store, command)
      expect((await docker.mirrors()).map((url) => url.replace(/\/$/, ''))).toEqual([URL_OF.mirror])
      const seen = await watch(lab, () => docker!.pull('docker.io/library/demo:1'))
      expect(seen.result).toMatchObject({ code: 0 })
      expect(byEngine(seen.mirror).length).toBeGreaterThan(0)
      expect(byEngine(seen.hub)).toEqual([])
      conform(`docker in a job, ${store}`, version, 'plain http', 'measured')
      conform(`docker in a job, ${store}`, version, 'tag pull', 'measured')
    })

    test('and by the file that is mounted, which shuts out a second word of the job', async () => {
      begin(plain)
      await asks(lab.machine, ON)
      const [source = '', target = '', mode] = understood().runners[0]!.docker.volumes[0]!.split(':')
      expect([source, target, mode]).toEqual([FILE, DAEMON_JSON, 'ro'])
      // What a bind mount shows is these bytes.
      placeFile(lab.machine, target, '')
      cpSync(lab.machine.path(source), lab.machine.path(target))
      docker = await startDocker(lab.machine, store)
      const seen = await watch(lab, () => docker!.pull('docker.io/library/demo:2'))
      expect(seen.result).toMatchObject({ code: 0 })
      expect(byEngine(seen.mirror).length).toBeGreaterThan(0)
      expect(byEngine(seen.hub)).toEqual([])
      await docker.stop()
      docker = null
      await expect(startDocker(lab.machine, store, ['--registry-mirror', URL_OF.mirror])).rejects.toThrow(
        /registry-mirrors|both as a flag/,
      )
    })
  })
}

systemSuite('gitlab-runner as an engine', sources[0]![0].kind === 'missing' ? sources[0]![0].why : null, () => {
  let lab: Lab
  beforeAll(async () => {
    lab = await startLab()
  })
  afterAll(() => lab?.stop())
  const tree = () => treeDigest(lab.machine, ['/etc/gitlab-runner', '/etc/pullcord'], {})
  const text = (): string => readFileSync(lab.machine.path(CONFIG), 'utf8')

  let before: readonly string[]
  beforeEach(() => {
    placeFile(lab.machine, CONFIG, plain)
    chmodSync(lab.machine.path(CONFIG), 0o600)
    before ??= tree()
  })

  test('is left alone until it is named, and its diff shows no secret', async () => {
    const whole = await asks(lab.machine, ['plan', 'on', ...mirrored('docker.io', URL_OF.mirror)], 3)
    expect(JSON.stringify(whole)).not.toContain(CONFIG)
    const { changes } = (await asks(lab.machine, ['plan', ...ON.slice(0, -1)], 3)) as unknown as {
      readonly changes: readonly { readonly path: string; readonly diff: string }[]
    }
    expect(changes.map(({ path }) => path)).toEqual([FILE, CONFIG])
    expect(JSON.stringify(changes)).not.toContain('planted-secret')
  })

  test('is on by its own name, and undone to the byte', async () => {
    await asks(lab.machine, ON)
    expect(await statusOf(lab.machine, 'gitlab-runner', 'system', {}, RUNNER)).toMatchObject({
      state: 'configured',
      mirrors: [{ upstream: 'docker.io', url: URL_OF.mirror }],
      targets: [
        { path: CONFIG, ours: true },
        { path: FILE, ours: true },
      ],
    })
    expect(statSync(lab.machine.path(CONFIG)).mode & 0o777).toBe(0o600)
    await asks(lab.machine, ['undo', '--yes'])
    expect(tree()).toEqual(before)
  })

  test('is known again when gitlab-runner has written its file anew, and put back by an uninstall', async () => {
    await asks(lab.machine, ON)
    writeFileSync(lab.machine.path(CONFIG), TOML.stringify(TOML.parse(text())))
    expect(await statusOf(lab.machine, 'gitlab-runner', 'system', {}, RUNNER)).toMatchObject({ state: 'configured' })
    await asks(lab.machine, ['uninstall', '--yes'])
    expect(TOML.parse(text())).toEqual(TOML.parse(plain))
    expect(tree().slice(1).join()).not.toContain('pullcord/gitlab-runner')
    const { stdout, stderr } = await pullcord(lab.machine, ['history'])
    expect(stdout + stderr).not.toContain('planted-secret')
  })

  test('tells what its jobs do, in its command and in the doctor', async () => {
    placeFile(lab.machine, CONFIG, plain)
    const told = await asks(lab.machine, ['gitlab', 'runner'])
    expect(told).toMatchObject({
      runners: [{ name: 'builder', executor: 'docker', path: CONFIG }],
      engines: expect.arrayContaining(['gitlab-runner:system']) as unknown,
    })
    const { stdout } = await pullcord(lab.machine, ['doctor', '--json'])
    expect(stdout).toContain('"runner-not-yet"')
    expect(JSON.stringify(told) + stdout).not.toContain('planted-secret')
    const broken = `${plain}[runners\n`
    placeFile(lab.machine, CONFIG, broken)
    expect(await fails(lab.machine, ON, 1)).toMatchObject({ code: 'unparseable-file', path: CONFIG })
    expect(text()).toBe(broken)
    conform('gitlab-runner', 'any', 'live reload', { recorded: 'gitlab-runner: documentation and source' })
  })
})
