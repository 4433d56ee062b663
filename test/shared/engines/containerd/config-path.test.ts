import { describe, expect, test } from 'vitest'
import type { ContainerdFacts } from '../../../../shared/facts.ts'
import { memoryOf, mirror, planIn, textsAfter, told, type Scene } from '../look.ts'
import { configFile, facts, family, reading } from './scene.ts'

const hub = mirror('docker.io=http://m.lan:5000')
const engine = family('containerd')
const imported = '/etc/containerd/conf.d/10-x.toml'
const importing = 'version = 2\nimports = ["/etc/containerd/conf.d/*.toml"]\n'
const v1 = facts('containerd', '1.7.24')
const v2 = facts('containerd', '2.1.9')
const section = '[plugins."io.containerd.grpc.v1.cri".registry]'
const list = reading.replace('certs.d"', 'certs.d:/etc/docker/certs.d"')
const running = { pid: 77, startedAt: 100 }

const planWith = (texts: Readonly<Record<string, string>>, known: ContainerdFacts = v1) =>
  planIn(engine, known, [hub], { texts })
const configOf = (plan: ReturnType<typeof planWith>): string | null | undefined =>
  plan.changes.find(({ path }) => path === configFile)?.after

describe('config.toml leads containerd to hosts.toml', () => {
  test.each([
    ['1.7.24', 'version = 2\n\n[plugins."io.containerd.grpc.v1.cri".registry]\n'],
    ['2.1.9', 'version = 3\n\n[plugins."io.containerd.cri.v1.images".registry]\n'],
  ])('made where there is none, in the version that %s reads best', (version, start) => {
    const plan = planWith({}, facts('containerd', version))
    expect(configOf(plan)).toContain(start)
    expect(told(plan)).toEqual({ refused: [], notes: ['containerd-sets-path'] })
  })

  test('edited where there is one', () => {
    expect(configOf(planWith({ [configFile]: '# mine\nversion = 2\n' }))).toBe(
      `# mine\nversion = 2\n\n${section}\nconfig_path = "/etc/containerd/certs.d"\n`,
    )
    expect(configOf(planWith({ [configFile]: '# none yet\n' }))).toMatch(/^# none yet\nversion = 2\n/)
  })

  test.each([
    ['it leads there already', reading, []],
    ['it leads there among others', list, []],
    ['the CRI plugin is off', 'disabled_plugins = ["cri"]\n', ['containerd-cri-off']],
  ])('left alone where %s: nothing restarts', (_, text, notes) => {
    const plan = planWith({ [configFile]: text }, { ...v1, running })
    expect(plan.changes.map(({ path }) => path)).toEqual(['/etc/containerd/certs.d/docker.io/hosts.toml'])
    expect(plan.reloads).toEqual([])
    expect(told(plan)).toEqual({ refused: [], notes })
  })

  test('left alone where only nerdctl is there to ask', () => {
    expect(configOf(planWith({}, { ...v1, readers: ['nerdctl'] }))).toBeUndefined()
    expect(configOf(planWith({}, { ...v1, readers: ['nerdctl', 'kubelet'] }))).toBeDefined()
    expect(configOf(planWith({}, { ...v1, readers: [] }))).toBeDefined()
  })
})

describe('imports', () => {
  test('one that leads there counts', () => {
    expect(configOf(planWith({ [configFile]: importing, [imported]: reading }))).toBeUndefined()
    const relative = importing.replace('/etc/containerd/', '')
    expect(configOf(planWith({ [configFile]: relative, [imported]: reading }))).toBeUndefined()
    expect(configOf(planWith({ [configFile]: 'version = 2\n', [imported]: reading }))).toBeDefined()
    const other = importing.replace('*.toml', '2*.toml')
    expect(configOf(planWith({ [configFile]: other, [imported]: reading }))).toBeDefined()
  })

  test('a section in one replaces ours before 2.0, and joins it later', () => {
    const cni = 'version = 2\n[plugins."io.containerd.grpc.v1.cri".cni]\nbin_dir = "/x"\n'
    const texts = { [configFile]: importing, [imported]: cni }
    expect(planWith(texts)).toMatchObject({
      refused: [{ path: imported, notice: { code: 'containerd-import-replaces' } }],
    })
    expect(told(planWith(texts, v2)).refused).toEqual([])
    const both = { ...texts, [configFile]: reading.replace('version = 2\n', importing) }
    expect(told(planWith(both)).refused).toEqual(['containerd-import-replaces'])
    expect(configOf(planWith(both, v2))).toBeUndefined()
  })

  test('from elsewhere may say anything, and are refused by name', () => {
    const plan = planWith({ [configFile]: 'version = 2\nimports = ["/opt/*.toml"]\n' })
    expect(plan).toMatchObject({
      changes: [],
      refused: [
        { path: configFile, line: 2, notice: { code: 'containerd-import', values: { pattern: '/opt/*.toml' } } },
      ],
    })
  })
})

test.each([
  ['another directory', reading.replace('/certs.d', '/other'), 'containerd-other-directory', 3],
  [
    'mirrors of the old form',
    `version = 2\n${section.replace(']', '.mirrors."x"]')}\nendpoint = ["http://x"]\n`,
    'containerd-old-mirrors',
    2,
  ],
  ['version 1', 'oom_score = 1\n', 'containerd-version', null],
  [
    'an inline table',
    'version = 2\n[plugins."io.containerd.grpc.v1.cri"]\nregistry = { config_path = "" }\n',
    'containerd-form',
    3,
  ],
  ['broken syntax', 'version = \n', 'unparseable-file', 1],
])('%s is refused with its line', (_, text, code, line) => {
  const plan = planWith({ [configFile]: text })
  expect(plan).toMatchObject({ changes: [], reloads: [], refused: [{ path: configFile, line, notice: { code } }] })
  // What we have no part in is not ours to judge.
  expect(planIn(engine, v1, [], { texts: { [configFile]: text } })).toMatchObject({ changes: [], refused: [] })
})

test('a list of directories is heeded by CRI before 2.1, and later only where it pulls as before', () => {
  expect(planWith({ [configFile]: list }, v2)).toMatchObject({
    changes: [],
    refused: [{ path: configFile, line: 3, notice: { code: 'containerd-list' } }],
  })
  const images = list
    .replace('version = 2', 'version = 3')
    .replace('io.containerd.grpc.v1.cri', 'io.containerd.cri.v1.images')
  expect(told(planWith({ [configFile]: images }, v2)).refused).toEqual(['containerd-list'])
  const local = `${images}[plugins."io.containerd.cri.v1.images"]\nuse_local_image_pull = true\n`
  expect(told(planWith({ [configFile]: local }, v2))).toEqual({ refused: [], notes: [] })
})

test('a containerd that reads another file is refused by its name', () => {
  const plan = planWith({}, { ...v1, config: '/opt/c.toml' })
  expect(plan).toMatchObject({ changes: [], refused: [{ notice: { values: { config: '/opt/c.toml' } } }] })
})

describe('restart', () => {
  const on = planWith({ [configFile]: 'version = 2\n' }, { ...v1, running })
  const scene = (time: number): Scene => ({
    texts: textsAfter(on),
    memory: memoryOf(on),
    times: { [configFile]: time },
  })

  test('asks for a yes when config_path is new to a containerd that runs', () => {
    expect(on.reloads).toMatchObject([{ how: 'restart', pid: 77, stops: [], consent: { code: 'containerd-restart' } }])
    expect(planWith({ [configFile]: 'version = 2\n' }).reloads).toEqual([])
  })

  test('is still open while containerd is older than the file', () => {
    const left = (time: number) => planIn(engine, { ...v1, running }, [hub], scene(time))
    expect(left(200)).toMatchObject({ changes: [], reloads: [{ pid: 77 }] })
    expect(left(50)).toMatchObject({ changes: [], reloads: [] })
  })

  test('off needs none', () => {
    const off = planIn(engine, { ...v1, running }, [], scene(200))
    expect(off.changes.map(({ after }) => after)).toEqual([null, 'version = 2\n'])
    expect(off.reloads).toEqual([])
  })
})

describe('off after an edit', () => {
  const turned = (before: string | null, edit: (text: string) => string): string | null | undefined => {
    const on = planWith(before === null ? {} : { [configFile]: before })
    const texts = { ...textsAfter(on), [configFile]: edit(configOf(on)!) }
    return configOf(planIn(engine, v1, [], { texts, memory: memoryOf(on) }))
  }

  test('takes out our line alone', () => {
    expect(turned('version = 2\n', (text) => `# new\n${text}`)).toBe('# new\nversion = 2\n')
    expect(turned(reading.replace(/"\/etc[^"]*"/, '""'), (text) => `# new\n${text}`)).toBe(
      `# new\n${reading.replace(/"\/etc[^"]*"/, '""')}`,
    )
  })

  test('takes away a file of ours that nobody wrote into, and keeps what others added', () => {
    expect(turned(null, (text) => `${text}\n`)).toBeNull()
    expect(turned(null, (text) => `${text}\n[metrics]\naddress = "x"\n`)).toBe(
      'version = 2\n\n[metrics]\naddress = "x"\n',
    )
  })

  test('with the memory lost, a config_path that leads to the usual place stays', () => {
    const on = planWith({ [configFile]: 'version = 2\n' })
    const plan = planIn(engine, v1, [], { texts: textsAfter(on), owned: [hub] })
    expect(plan.changes.map(({ path }) => path)).toEqual(['/etc/containerd/certs.d/docker.io/hosts.toml'])
  })
})
