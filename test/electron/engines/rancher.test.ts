import { describe, expect, test } from 'vitest'
import { rancherReach } from '../../../electron/engines/rancher.ts'
import { memoryDisk } from '../../../electron/system/memory-disk.ts'
import type { Ended, Process, Processes, System } from '../../../electron/system/system.ts'
import type { Desired } from '../../../shared/engine.ts'
import type { RancherFacts, RancherId } from '../../../shared/facts.ts'
import type { Reload } from '../../../shared/plan.ts'
import { mirrorsOf } from '../service/workplace.ts'
import { idleProcesses } from './idle-processes.ts'

// Layouts, process names and the output of --version are recorded from K3s’ and RKE2’s documentation and source.
const k3s = rancherReach('k3s')
const server: Process = {
  pid: 9,
  parent: 1,
  uids: [0, 0, 0, 0],
  startedAt: 5,
  command: ['/usr/local/bin/k3s server'],
  program: { path: '/var/lib/rancher/k3s/data/a1/bin/k3s', isFound: false, isSealed: true },
}

function machine(
  files: Readonly<Record<string, string>>,
  running: Readonly<Record<string, readonly Process[]>> = {},
  more: Partial<Processes> = {},
  uid = 0,
): { readonly system: System; readonly ran: string[] } {
  const ran: string[] = []
  const processes: Processes = {
    ...idleProcesses,
    run: async (argv): Promise<Ended> => {
      ran.push(argv.join(' '))
      const stdout = argv.includes('--version') ? 'k3s version v1.31.4+k3s1 (a562d090)\ngo version go1.22.9\n' : '9\n'
      return { code: 0, stdout, stderr: '' }
    },
    named: async (name) => running[name] ?? [],
    ...more,
  }
  return { system: { disk: memoryDisk(files, uid), processes }, ran }
}

describe('it is found', () => {
  test('by its process, program and directory, and says how it is set up', async () => {
    const config = 'token: "x"\nprivate-registry: "/srv/r.yaml" # ours\ndisable-default-registry-endpoint: true\n'
    const { system, ran } = machine(
      { '/etc/rancher/k3s/config.yaml': config },
      { 'k3s-server': [server] },
      { find: async (program) => (program === 'k3s' ? '/usr/local/bin/k3s' : 'systemctl') },
    )
    expect(await k3s.detect(system, 'system')).toMatchObject({
      id: 'k3s',
      version: { text: '1.31.4' },
      running: { pid: 9, startedAt: 5 },
      unit: 'k3s',
      config: '/srv/r.yaml',
      strict: '/etc/rancher/k3s/config.yaml',
      found: [{ code: 'found-process' }, { code: 'found-program' }, { code: 'found-files' }],
    })
    expect(ran).toEqual(['/usr/local/bin/k3s --version'])
    expect(await k3s.detect(system, 'user')).toBeNull()
    expect(await k3s.detect({ ...system, processes: null }, 'system')).toBeNull()
  })

  test.each<readonly [string, RancherId, string, readonly string[], string]>([
    ['an agent', 'k3s', 'k3s-agent', ['/usr/local/bin/k3s agent'], 'k3s-agent'],
    ['with its flags', 'k3s', 'k3s', ['/usr/local/bin/k3s', 'server', '--x'], 'k3s'],
    ['a server', 'rke2', 'rke2', ['/usr/local/bin/rke2 server'], 'rke2-server'],
    ['an agent', 'rke2', 'rke2', ['/opt/rke2/bin/rke2', 'agent'], 'rke2-agent'],
  ])('%s of %s as %s', async (_, id, name, command, unit) => {
    const { system } = machine({}, { [name]: [{ ...server, command }] })
    expect(await rancherReach(id).detect(system, 'system')).toMatchObject({
      id,
      running: { pid: 9 },
      unit,
      version: null,
    })
  })

  test('not where nothing of it is', async () => {
    expect(await k3s.detect(machine({ '/etc/rancher/rke2/config.yaml': '' }).system, 'system')).toBeNull()
  })

  test.each<readonly [string, Partial<Process>, number, boolean]>([
    ['another user’s process', { uids: [1000, 0, 0, 0] }, 0, false],
    ['a program that others can change', { program: { path: '/tmp/k3s', isFound: false, isSealed: false } }, 0, false],
    ['one that root cannot see', { program: null }, 0, false],
    ['one that a user cannot see', { program: null }, 1000, true],
    ['kubectl of k3s', { command: ['k3s', 'kubectl', 'get'] }, 0, false],
  ])('%s', async (_, other, uid, counts) => {
    const { system } = machine(
      { '/etc/rancher/k3s/config.yaml': '' },
      { 'k3s-server': [{ ...server, ...other }] },
      {},
      uid,
    )
    expect((await k3s.detect(system, 'system'))?.running?.pid).toBe(counts ? 9 : undefined)
  })

  test('not inside a container', async () => {
    const { system } = machine({}, { 'k3s-server': [server] }, { sees: async () => false })
    expect(await k3s.detect(system, 'system')).toBeNull()
  })
})

describe('what it has loaded', () => {
  const facts: RancherFacts = { id: 'k3s', scope: 'system', version: null, running: { pid: 9, startedAt: 5e15 } }
  const desired: Desired = { mirrors: mirrorsOf(['docker.io=http://m.lan:5000']), keepTheirs: true, strict: false }
  const hosts = '/var/lib/rancher/k3s/agent/etc/containerd/certs.d/docker.io/hosts.toml'
  const file = { '/etc/rancher/k3s/registries.yaml': 'mirrors:\n' }

  test.each<readonly [string, RancherFacts, Readonly<Record<string, string>>, string]>([
    ['it does not run', { ...facts, running: null }, file, 'rancher-not-running'],
    ['it started before the file was written', { ...facts, running: { pid: 9, startedAt: 0 } }, file, 'rancher-stale'],
    ['nothing can be seen', facts, file, 'rancher-read-at-start'],
    ['it wrote another', facts, { ...file, [hosts]: '[host."http://x/v2"]\n' }, 'rancher-read-at-start'],
  ])('%s', async (_, known, files, code) => {
    expect(await k3s.loaded(machine(files).system, known, desired)).toMatchObject({ kind: 'silent', notice: { code } })
  })

  test('what it wrote for containerd tells', async () => {
    const { system } = machine({
      ...file,
      [hosts]: 'server = "https://registry-1.docker.io/v2"\n[host."http://m.lan:5000/v2"]\n',
    })
    expect(await k3s.loaded(system, facts, desired)).toEqual({
      kind: 'loaded',
      evidence: [`${hosts}: http://m.lan:5000`],
    })
  })
})

describe('it is started anew', () => {
  const reload: Reload = {
    engine: { id: 'k3s', scope: 'system' },
    how: 'restart',
    pid: 9,
    stops: [],
    consent: null,
    expect: null,
  }
  const find = async (program: string): Promise<string> => `/usr/bin/${program}`

  test('by its unit', async () => {
    const { system, ran } = machine({}, { 'k3s-agent': [{ ...server, command: ['k3s agent'] }] }, { find })
    expect(await k3s.reload(system, reload)).toBeNull()
    expect(ran).toEqual([
      'systemctl show --property=MainPID --value k3s-agent.service',
      'systemctl restart k3s-agent.service',
    ])
  })

  test('not where it is no unit, or another process by now', async () => {
    const other = machine({}, { 'k3s-server': [{ ...server, pid: 10 }] }, { find })
    expect(await k3s.reload(other.system, { ...reload, pid: 10 })).toMatchObject({ code: 'rancher-no-unit' })
    expect(other.ran).toHaveLength(1)
    expect(await k3s.reload(other.system, reload)).toBeNull()
    expect(other.ran).toHaveLength(1)
  })

  test('and a failure tells why', async () => {
    const run = async (argv: readonly string[]): Promise<Ended> =>
      argv.includes('restart')
        ? { code: 1, stdout: '', stderr: 'Job failed.\n' }
        : { code: 0, stdout: '9\n', stderr: '' }
    const { system } = machine({}, { 'k3s-server': [server] }, { find, run })
    await expect(k3s.reload(system, reload)).rejects.toMatchObject({
      notice: { code: 'rancher-not-restarted', values: { why: 'Job failed.', unit: 'k3s' } },
    })
  })
})
