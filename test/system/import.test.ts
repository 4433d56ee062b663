// What was set by hand is taken over without a change to any file or engine; “off” then takes it out, “undo” brings it back.
import { readFileSync, rmSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { containerdEngine, startContainerd } from '../lab/containerd.ts'
import { dockerEngine } from '../lab/docker-engines.ts'
import { type Docker, startDocker } from '../lab/dockerd.ts'
import { type Lab, startLab, URL_OF } from '../lab/lab.ts'
import { ownFiles } from '../lab/own-files.ts'
import { placeFile } from '../lab/place-file.ts'
import { podmanStorage } from '../lab/podman.ts'
import { whyNot } from '../lab/prerequisites.ts'
import { systemSuite } from '../lab/suite.ts'
import { treeDigest } from '../lab/tree-digest.ts'
import { CONFIG, CONTAINERD, HOSTS } from './containerd-rig.ts'
import { DAEMON_JSON } from './docker-rig.ts'
import { asks, type EngineEntry, mirrored, statusOf } from './steps.ts'

interface Imported {
  readonly taken: boolean
  readonly entries: readonly {
    readonly path: string
    readonly line: number
    readonly fate: string
    readonly owned: boolean
  }[]
}

type Effective = EngineEntry & { readonly effective: readonly unknown[] }

const imports = async (lab: Lab, ...args: readonly string[]): Promise<Imported> =>
  (await asks(lab.machine, ['import', '--yes', ...args])) as unknown as Imported

const effective = async (
  lab: Lab,
  id: string,
  scope: string,
  user: 'root' | 'dev' = 'root',
): Promise<readonly unknown[]> => ((await statusOf(lab.machine, id, scope, { user })) as Effective).effective

const docker = await dockerEngine('system')

systemSuite('import, with docker', docker.kind === 'missing' ? docker.why : null, () => {
  const byHand = `{\n  "debug": false,\n  "registry-mirrors": ["${URL_OF.mirror}"]\n}\n`
  let lab: Lab
  let daemon: Docker
  const text = (): string => readFileSync(lab.machine.path(DAEMON_JSON), 'utf8')
  const state = async () => ({ info: await daemon.mirrors(), effective: await effective(lab, 'docker', 'system') })

  beforeAll(async () => {
    lab = await startLab()
    placeFile(lab.machine, DAEMON_JSON, byHand)
    daemon = await startDocker(lab.machine, 'classic')
  })
  afterAll(() => lab?.stop())

  test('dockerd and its file know nothing of it; off, and undo, do', async () => {
    const [before, tree] = [await state(), treeDigest(lab.machine, ['/etc'], { times: true })]
    expect(before.info).toEqual([`${URL_OF.mirror}/`])
    const shown = (await asks(lab.machine, ['import', '--dry-run', '--engine', 'docker'], 3)) as unknown as Imported
    expect(shown).toMatchObject({ taken: false, entries: [{ path: DAEMON_JSON, line: 3, fate: 'added', owned: true }] })
    expect(await imports(lab, '--engine', 'docker')).toMatchObject({ taken: true })
    expect([await state(), treeDigest(lab.machine, ['/etc'], { times: true })]).toEqual([before, tree])
    expect(await statusOf(lab.machine, 'docker', 'system')).toMatchObject({ state: 'loaded' })
    expect(await asks(lab.machine, ['on', '--no-check', '--engine', 'docker'])).toMatchObject({ changed: false })
    expect(await asks(lab.machine, ['off', '--engine', 'docker'])).toMatchObject({ changed: true })
    expect(await state()).toEqual({ info: [], effective: [] })
    expect(JSON.parse(text())).toEqual({ debug: false, 'registry-mirrors': [] })
    await asks(lab.machine, ['undo', '--engine', 'docker'])
    expect(await state()).toEqual(before)
    expect(JSON.parse(text())).toEqual(JSON.parse(byHand))
    expect((await daemon.pull('demo:1')).code).toBe(0)
  })
})

systemSuite('import, with podman', whyNot('podman', 'newuidmap'), () => {
  const CONF = '/etc/containers/registries.conf.d/50-mine.conf'
  const location = URL_OF.mirror.slice('http://'.length)
  let lab: Lab
  const told = async (): Promise<unknown> => {
    const { stdout } = await lab.machine.run(['podman', 'info', '--format', 'json'])
    return (JSON.parse(stdout) as { registries: Record<string, unknown> }).registries['docker.io']
  }
  beforeAll(async () => {
    lab = await startLab()
    placeFile(
      lab.machine,
      CONF,
      `[[registry]]\nprefix = "docker.io"\nlocation = "docker.io"\n\n[[registry.mirror]]\nlocation = "${location}"\ninsecure = true\n`,
    )
  })
  afterAll(() => lab?.stop())

  test('podman goes on as before, while on and after; its file stays the person’s', async () => {
    const podman = ['--engine', 'podman', '--scope', 'system']
    const except = [...podmanStorage('root'), ...ownFiles('root')]
    const tree = () => treeDigest(lab.machine, ['/etc'], { except, times: true })
    const [before, files] = [await told(), tree()]
    expect(before).toMatchObject({ Mirrors: [{ Location: location, Insecure: true }] })
    const imported = await imports(lab, ...podman)
    expect(imported.entries).toMatchObject([{ path: CONF, line: 6, fate: 'added', owned: false }])
    expect([await told(), tree()]).toEqual([before, files])
    await asks(lab.machine, ['on', ...podman])
    expect(await told()).toEqual(before)
    await asks(lab.machine, ['off', ...podman])
    expect([await told(), tree()]).toEqual([before, files])
  })

  test('what one exports another takes: the same list, and no engine switched', async () => {
    const file = '/tmp/office.json'
    await asks(lab.machine, ['profile', 'save', '辦公室'])
    await asks(lab.machine, ['export', '--out', file])
    const dev = { user: 'dev' } as const
    expect(await asks(lab.machine, ['import', file, '--yes'], 0, dev)).toMatchObject({
      taken: true,
      offer: { newHosts: [location], profiles: [{ name: '辦公室', change: 'added' }] },
    })
    expect(await asks(lab.machine, ['mirror', 'list'], 0, dev)).toEqual(await asks(lab.machine, ['mirror', 'list']))
    expect(await asks(lab.machine, ['status'], 0, dev)).toMatchObject({ profile: { name: '辦公室', changed: false } })
    const { targets } = await statusOf(lab.machine, 'podman', 'user', dev)
    expect(targets.filter(({ ours }) => ours)).toEqual([])
    expect(await asks(lab.machine, ['import', file, '--yes'], 0, dev)).toMatchObject({ taken: false })
  })
})

const containerd = await containerdEngine('system')

systemSuite('import, with containerd', containerd.kind === 'missing' ? containerd.why : null, () => {
  let lab: Lab
  beforeAll(async () => {
    lab = await startLab()
  })
  afterAll(() => lab?.stop())

  test('a hosts.toml as Pullcord writes it, brought by another hand, is taken over', async () => {
    const plugin = containerd.kind === 'ready' && containerd.version.startsWith('2.')
    const name = plugin ? 'io.containerd.cri.v1.images' : 'io.containerd.grpc.v1.cri'
    placeFile(
      lab.machine,
      CONFIG,
      `version = ${plugin ? 3 : 2}\n[plugins."${name}".registry]\n  config_path = "${HOSTS}"\n`,
    )
    const running = await startContainerd(lab.machine)
    await asks(lab.machine, ['on', ...mirrored('docker.io', URL_OF.mirror), '--no-check', ...CONTAINERD])
    // As on a machine that configuration management has set up: the file alone, and no memory of it.
    for (const path of [...ownFiles('root'), '/var/lib/pullcord'])
      rmSync(lab.machine.path(path), { recursive: true, force: true })
    const [before, tree] = [await effective(lab, 'containerd', 'system'), treeDigest(lab.machine, [HOSTS])]
    expect((await imports(lab, ...CONTAINERD)).entries).toMatchObject([{ fate: 'added', owned: true }])
    expect(await effective(lab, 'containerd', 'system')).toEqual(before)
    expect(treeDigest(lab.machine, [HOSTS])).toEqual(tree)
    expect(await running.pull('docker.io/library/demo:2')).toMatchObject({ status: 0 })
    await asks(lab.machine, ['off', ...CONTAINERD])
    expect(await effective(lab, 'containerd', 'system')).toEqual([])
    expect(await asks(lab.machine, ['undo', ...CONTAINERD])).toMatchObject({ exact: true })
    expect(await effective(lab, 'containerd', 'system')).toEqual(before)
    await running.stop()
  })
})
