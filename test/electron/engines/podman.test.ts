import { describe, expect, test } from 'vitest'
import { podmansWords, podmanReach } from '../../../electron/engines/podman.ts'
import { memoryDisk } from '../../../electron/system/memory-disk.ts'
import type { Ended, Process, Processes, System } from '../../../electron/system/system.ts'
import type { Desired } from '../../../shared/engine.ts'
import type { PodmanFacts } from '../../../shared/facts.ts'
import { mirrorsOf } from '../service/workplace.ts'
import { idleProcesses } from './idle-processes.ts'

const desired: Desired = {
  mirrors: mirrorsOf(['docker.io=http://m.lan:5000', 'quay.io=https://q.lan/hub']),
  keepTheirs: true,
  strict: false,
}
const facts: PodmanFacts = { id: 'podman', scope: 'system', version: null, service: null }
const service: Process = {
  pid: 77,
  parent: 1,
  uids: [0, 0, 0, 0],
  startedAt: 5,
  command: ['podman', 'system', 'service', '--time=0'],
  program: { path: '/usr/bin/podman', isFound: true, isSealed: true },
}

/** A machine with podman on it, and what it was asked to run. */
function machine(
  answers: Readonly<Record<string, Partial<Ended>>>,
  more: Partial<Processes> = {},
  uid = 0,
): { readonly system: System; readonly ran: string[]; readonly done: string[] } {
  const [ran, done]: [string[], string[]] = [[], []]
  const processes: Processes = {
    ...idleProcesses,
    find: async (program) => `/usr/bin/${program}`,
    async run(argv, { env }) {
      const line = argv.join(' ')
      ran.push(`${line}${env?.['HOME'] === undefined ? '' : ` (HOME=${env['HOME']})`}`)
      return { code: 0, stdout: '', stderr: '', ...Object.entries(answers).find(([part]) => line.includes(part))?.[1] }
    },
    named: async (name) => (name === 'podman' ? [service] : []),
    signal: (pid, name) => void done.push(`${name} ${pid}`),
    end: async ({ pid }) => void done.push(`end ${pid}`),
    respawn: async ({ pid }, program) => void done.push(`respawn ${pid} as ${program}`),
    ...more,
  }
  return { system: { disk: memoryDisk({}, uid), processes }, ran, done }
}

describe('podman is found', () => {
  test('by its program, and its service by its process', async () => {
    const { system, ran } = machine({ '--version': { stdout: 'podman version 5.4.2\n' } })
    expect(await podmanReach.detect(system, 'system')).toMatchObject({
      scope: 'system',
      version: { major: 5, minor: 4 },
      service: { pid: 77, startedAt: 5 },
    })
    expect(ran).toEqual(['/usr/bin/podman --version'])
  })

  test('and by those that read the same files, where it is not here itself', async () => {
    const { system } = machine({}, { find: async (program) => (program === 'skopeo' ? '/usr/bin/skopeo' : null) })
    const found = await podmanReach.detect(system, 'system')
    expect(found).toMatchObject({ version: null, readers: ['skopeo'], crio: null })
    expect(await podmanReach.loaded(system, found!, desired)).toMatchObject({ notice: { code: 'podman-readers-only' } })
  })

  const crio: Process = {
    ...service,
    pid: 88,
    command: ['crio'],
    program: { ...service.program!, path: '/usr/bin/crio' },
  }

  test('CRI-O reads the same files, and is told by a signal of its own', async () => {
    const named: Processes['named'] = async (name) => (name === 'crio' ? [crio] : [])
    const { system, done } = machine({}, { named })
    expect(await podmanReach.detect(system, 'system')).toMatchObject({ crio: { pid: 88 } })
    expect(await podmanReach.detect(system, 'user')).toMatchObject({ crio: null })
    const order = { engine: facts, how: 'SIGHUP', pid: 88, stops: [], consent: null, expect: null } as const
    await podmanReach.reload(system, order)
    await podmanReach.reload(system, { ...order, pid: 77 })
    expect(done).toEqual(['SIGHUP 88'])
  })

  test.each<readonly [string, Partial<Process>]>([
    ['of a user', { uids: [1000, 1000, 1000, 1000] }],
    ['that someone could change', { program: { ...crio.program!, isSealed: false } }],
  ])('a CRI-O %s is none', async (_, other) => {
    const named: Processes['named'] = async (name) => (name === 'crio' ? [{ ...crio, ...other }] : [])
    expect(await podmanReach.detect(machine({}, { named }).system, 'system')).toMatchObject({ crio: null })
  })

  test('services of systemd that pull by the same files are known by name', async () => {
    const { system } = machine({})
    const disk = memoryDisk({ '/etc/containers/systemd/web.container': '[Container]', '/etc/containers/systemd/x': '' })
    expect(await podmanReach.detect({ ...system, disk }, 'system')).toMatchObject({ quadlets: ['web.container'] })
  })

  test('and is none without its program', async () => {
    const { system } = machine({}, { find: async () => null })
    expect(await podmanReach.detect(system, 'system')).toBeNull()
    expect(await podmanReach.detect({ ...system, processes: null }, 'user')).toBeNull()
  })

  test.each<readonly [string, Partial<Process>]>([
    ['another command of podman', { command: ['podman', 'system', 'df'] }],
    ['a container named so', { command: ['podman', 'run', 'service'] }],
    ['the service of another user', { uids: [1000, 1000, 1000, 1000] }],
  ])('%s is no service', async (_, other) => {
    const { system } = machine({}, { named: async () => [{ ...service, ...other }] })
    expect(await podmanReach.detect(system, 'system')).toMatchObject({ service: null })
  })
})

describe('what podman has loaded', () => {
  const info = (registries: unknown) => ({ 'podman info': { stdout: JSON.stringify({ registries }) } })
  const hub = { Prefix: 'docker.io', Mirrors: [{ Location: 'm.lan:5000', Insecure: true }, { Location: 'own' }] }
  const quay = { Prefix: 'quay.io', Mirrors: [{ Location: 'q.lan/hub' }] }

  test('is what its info lists, asked for as the one whose files they are', async () => {
    const { system, ran } = machine(info({ 'docker.io': hub, 'quay.io': quay, search: ['docker.io'] }))
    expect(await podmanReach.loaded(system, facts, desired)).toEqual({
      kind: 'loaded',
      evidence: ['podman info: docker.io → m.lan:5000, own', 'podman info: quay.io → q.lan/hub'],
    })
    expect(ran).toEqual(['podman info --format json (HOME=/root)'])
  })

  test.each([
    ['no registries at all', undefined],
    ['null', null],
    ['another mirror', { 'docker.io': hub, 'quay.io': { Mirrors: [{ Location: 'q.lan' }] } }],
    ['no mirrors', { 'docker.io': { Mirrors: null }, 'quay.io': quay }],
    ['only the search list', { search: ['docker.io', 'quay.io'] }],
  ])('is missing with %s', async (_, registries) => {
    expect(await podmanReach.loaded(machine(info(registries)).system, facts, desired)).toMatchObject({
      kind: 'missing',
      notice: { code: 'podman-unlisted' },
    })
  })

  test('is nothing while podman cannot read its files, in its own words', async () => {
    const { system } = machine({
      'podman info': { code: 125, stderr: 'time=… level=warning\nError: loading registries configuration "x": bad\n' },
    })
    expect(await podmanReach.loaded(system, facts, desired)).toMatchObject({
      kind: 'missing',
      notice: { code: 'podman-says', values: { why: 'loading registries configuration "x": bad' } },
    })
  })
})

describe('a stale service', () => {
  const reload = {
    engine: { id: 'podman', scope: 'system' },
    how: 'restart',
    pid: 77,
    stops: [],
    consent: null,
    expect: null,
  } as const
  const unit = { 'show --property=MainPID': { stdout: '77\n' } }

  test('is restarted as a unit where it is one, and never gets a signal', async () => {
    const { system, ran, done } = machine(unit)
    expect(await podmanReach.reload(system, reload)).toBeNull()
    expect([ran.at(-1), done]).toEqual(['systemctl try-restart podman.service', []])
  })

  test('that does not come back is told', async () => {
    const { system } = machine({ ...unit, 'try-restart': { code: 1, stderr: 'Job failed.\n' } })
    await expect(podmanReach.reload(system, reload)).rejects.toMatchObject({
      notice: { code: 'podman-service-not-restarted', values: { why: 'Job failed.' } },
    })
  })

  test('without a unit is ended by root, who says so, and started anew by a user', async () => {
    const root = machine({ 'show --property=MainPID': { stdout: '0\n' } })
    expect(await podmanReach.reload(root.system, reload)).toMatchObject({
      code: 'podman-service-ended',
      values: { pid: 77 },
    })
    expect(root.done).toEqual(['end 77'])
    const own = { ...service, uids: [1000, 1000, 1000, 1000] }
    const user = machine({}, { named: async () => [own] }, 1000)
    expect(await podmanReach.reload(user.system, { ...reload, engine: { id: 'podman', scope: 'user' } })).toBeNull()
    expect(user.done).toEqual(['respawn 77 as /usr/bin/podman'])
  })

  test('that has ended by itself is left alone', async () => {
    const { system, ran, done } = machine(unit, { named: async () => [{ ...service, pid: 78 }] })
    expect(await podmanReach.reload(system, reload)).toBeNull()
    expect([ran, done]).toEqual([[], []])
  })
})

test.each([
  ['', ''],
  ['Error: no such image\n', 'no such image'],
  ['one\ntwo\n\n', 'two'],
])('the last line of %j is “%s”', (text, line) => {
  expect(podmansWords(text)).toBe(line)
})
