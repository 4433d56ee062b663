import { afterEach, describe, expect, test, vi } from 'vitest'
import { buildxReach } from '../../../electron/engines/buildx.ts'
import { memoryDisk } from '../../../electron/system/memory-disk.ts'
import type { Ended, Processes, System } from '../../../electron/system/system.ts'
import type { Desired } from '../../../shared/engine.ts'
import type { Reload } from '../../../shared/plan.ts'
import { mirrorsOf } from '../service/workplace.ts'
import { idleProcesses } from './idle-processes.ts'

afterEach(() => vi.unstubAllEnvs())

const base64 = (text: string): string => Buffer.from(text).toString('base64')
const config = '\n[registry]\n\n  [registry."docker.io"]\n    mirrors = ["m.lan:5000"]\n'

/** As buildx 0.29 writes it [measured]. */
function instance(name: string, more: object = {}, files: object | null = null): string {
  const node = { Name: `${name}0`, Endpoint: 'unix:///var/run/docker.sock', Platforms: null, DriverOpts: null }
  const flags = ['--allow-insecure-entitlement=network.host']
  const whole = {
    Name: name,
    Driver: 'docker-container',
    Nodes: [{ ...node, Flags: flags, Files: files }],
    Dynamic: false,
  }
  return JSON.stringify({ ...whole, ...more })
}

function machine(
  files: Readonly<Record<string, string>>,
  answers: Readonly<Record<string, Partial<Ended>>> = {},
): { readonly system: System; readonly ran: string[] } {
  const ran: string[] = []
  const { home } = memoryDisk({}, 1000).places
  const processes: Processes = {
    ...idleProcesses,
    find: async (name) => `/usr/bin/${name}`,
    run: async (argv): Promise<Ended> => {
      ran.push(argv.join(' '))
      const answer = Object.entries(answers).find(([part]) => argv.join(' ').includes(part))?.[1]
      return { code: 0, stdout: '', stderr: '', ...answer }
    },
    sees: async () => null,
  }
  const placed = Object.entries(files).map(([name, text]) => [`${home}/.docker/buildx/${name}`, text])
  return { system: { disk: memoryDisk(Object.fromEntries(placed) as Record<string, string>, 1000), processes }, ran }
}

describe('builders are found', () => {
  test('those in containers, by their files', async () => {
    vi.stubEnv('BUILDX_CONFIG', '')
    vi.stubEnv('DOCKER_CONFIG', '')
    const node = {
      Name: 'n0',
      Endpoint: 'default',
      Platforms: [{ architecture: 'arm', os: 'linux', variant: 'v7' }],
      DriverOpts: { network: 'host' },
      Flags: ['--debug'],
      Files: { 'buildkitd.toml': base64(config), 'certs/m/ca.crt': base64('PEM') },
    }
    const { system, ran } = machine({
      'instances/one': instance('one', { Nodes: [node] }),
      'instances/two': instance('two'),
      'instances/far': instance('far', { Driver: 'remote' }),
      'instances/kube': instance('kube', { Driver: 'kubernetes', Dynamic: true }),
      'instances/broken': '{',
    })
    const facts = await buildxReach.detect(system, 'user')
    expect(facts).toMatchObject({ id: 'buildx', scope: 'user', environment: [], aside: null })
    expect(facts?.builders.toSorted((a, b) => (a.name < b.name ? -1 : 1))).toMatchObject([
      {
        name: 'one',
        nodes: [
          {
            name: 'n0',
            endpoint: 'default',
            platforms: ['linux/arm/v7'],
            options: { network: 'host' },
            flags: ['--debug'],
            config,
          },
        ],
      },
      { name: 'two', nodes: [{ name: 'two0', platforms: [], options: {}, config: null }] },
    ])
    expect(ran).toEqual([])
  })

  test('none, and no buildx at all', async () => {
    vi.stubEnv('DOCKER_CONFIG', '/srv/docker')
    const { system } = machine({ current: '{}' })
    expect(await buildxReach.detect(system, 'user')).toMatchObject({
      builders: [],
      environment: ['DOCKER_CONFIG'],
      aside: { code: 'buildx-no-builders' },
    })
    expect(await buildxReach.detect(system, 'system')).toBeNull()
    expect(await buildxReach.detect(machine({}).system, 'user')).toBeNull()
  })
})

describe('what builders were made with', () => {
  const desired: Desired = { mirrors: mirrorsOf(['docker.io=http://m.lan:5000']), keepTheirs: true, strict: false }
  test.each<readonly [string, readonly string[], object]>([
    ['none', [], { kind: 'silent', notice: { code: 'buildx-up-to-date' } }],
    ['all with the mirror', [instance('a', {}, { 'buildkitd.toml': base64(config) })], { kind: 'loaded' }],
    [
      'one without',
      [instance('a', {}, { 'buildkitd.toml': base64(config) }), instance('b')],
      { kind: 'silent', notice: { code: 'buildx-recreate', values: { names: 'b' } } },
    ],
  ])('%s', async (_, texts, said) => {
    const files = Object.fromEntries([['current', '{}'], ...texts.map((text, at) => [`instances/${at}`, text])])
    const { system } = machine(files as Record<string, string>)
    const facts = await buildxReach.detect(system, 'user')
    expect(await buildxReach.loaded(system, facts!, desired)).toMatchObject(said)
  })
})

describe('a builder is made anew', () => {
  const reload = (...stops: readonly string[]): Reload => ({
    engine: { id: 'buildx', scope: 'user' },
    how: 'restart',
    pid: 0,
    stops,
    consent: null,
    expect: null,
  })
  const files = { 'instances/one': instance('one'), 'instances/two': instance('two') }

  test('by the commands that were shown, and no other', async () => {
    const { system, ran } = machine(files)
    expect(await buildxReach.reload(system, reload('one', 'gone'))).toBeNull()
    expect(ran).toEqual([
      'docker buildx inspect one',
      'docker buildx rm --keep-state one',
      'docker buildx create --name one --driver docker-container --node one0 unix:///var/run/docker.sock',
    ])
  })

  test('and where it came out another, that is told', async () => {
    const { system } = machine(files)
    const other = { 'instances/one': instance('one', { Nodes: [{ Name: 'x' }] }) }
    const { home } = system.disk.places
    const run = async (argv: readonly string[]): Promise<Ended> => {
      if (argv.includes('create'))
        for (const [name, text] of Object.entries(other))
          await system.disk.store(`${home}/.docker/buildx/${name}`, text, 0o600)
      return { code: 0, stdout: '', stderr: '' }
    }
    const said = await buildxReach.reload({ ...system, processes: { ...system.processes!, run } }, reload('one'))
    expect(said).toMatchObject({ code: 'buildx-differs', values: { names: 'one' } })
  })

  test.each<readonly [string, Readonly<Record<string, Partial<Ended>>>, string, number]>([
    ['no docker', { inspect: { code: 1, stderr: 'docker: unknown command\n' } }, 'docker: unknown command', 1],
    ['its daemon is silent', { inspect: { stdout: 'Name: one\nError:  cannot connect\n' } }, 'cannot connect', 1],
    ['it cannot be made', { create: { code: 1, stderr: 'x\nERROR: no\n' } }, 'ERROR: no', 3],
  ])('but not where %s', async (_, answers, why, steps) => {
    const { system, ran } = machine(files, answers)
    await expect(buildxReach.reload(system, reload('one'))).rejects.toMatchObject({
      notice: { code: 'buildx-not-recreated', values: { name: 'one', why } },
    })
    expect(ran).toHaveLength(steps)
  })

  test('and not where it would come out another', async () => {
    const nodes = [{ Name: 'n', Endpoint: 'default', Flags: ["--x='a b'"] }]
    const { system, ran } = machine({ 'instances/one': instance('one', { Nodes: nodes }) })
    await expect(buildxReach.reload(system, reload('one'))).rejects.toMatchObject({
      notice: { code: 'buildx-not-exact', values: { name: 'one' } },
    })
    expect(ran).toEqual([])
  })
})
