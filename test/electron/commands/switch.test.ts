import { afterEach, expect, test, vi } from 'vitest'
import type { Arguments } from '../../../electron/commands/command.ts'
import { exit } from '../../../electron/commands/command.ts'
import { on } from '../../../electron/commands/switch.ts'
import type { EngineReport, PlanView } from '../../../shared/contract.ts'
import type { EngineKey } from '../../../shared/engine.ts'
import { notice, type Notice } from '../../../shared/notice.ts'
import { offStatus, ScriptedCore } from '../scripted-core.ts'

const full = notice('disk-full', { path: '/etc' })
const refused = notice('needs-root', { engine: 'docker', command: 'sudo pullcord on --engine docker' })
const node = { id: 'containerd', scope: 'system', instance: 'kind.kind-worker' } as const
const podman = { id: 'podman', scope: 'user' } as const
const k3s = { id: 'k3s', scope: 'system' } as const

const fared = (engine: EngineKey, failure: Notice | null = null): EngineReport => ({
  engine,
  changed: failure === null,
  failure,
  notes: [],
})

afterEach(() => vi.restoreAllMocks())

/** What a run ends with, and what it prints. */
async function run(engines: readonly EngineReport[], values: Arguments['values'] = {}, planned = inside) {
  const written: string[] = []
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0)
  const core = new ScriptedCore({
    'switch.set': () => ({ to: 'on', changed: true, engines, status: offStatus }),
    'switch.plan': () => planned,
  })
  const code = await on.run({ values, positionals: [] }, core)
  return { code, lines: written.join('').split('\n') }
}

const inside: PlanView = {
  id: 'p',
  to: 'on',
  changes: [{ engine: node, target: 't', path: '/etc/a', before: null, after: 'sha256:1', diff: '--- /etc/a\n' }],
  reloads: [{ engine: k3s, how: 'restart', stops: ['its API server'], consent: null }],
  refused: [],
  notes: [],
}

test('a partial success is told engine by engine, with the command for the others', async () => {
  const { code, lines } = await run([fared(podman), fared(node, full), fared(k3s, full)])
  expect(code).toBe(exit.failed)
  expect(lines).toEqual(
    expect.arrayContaining([
      'podman:user: changed',
      'containerd/kind.kind-worker:system: not changed',
      `  ${full.message}`,
    ]),
  )
  expect(lines.slice(-3)).toEqual([
    '1 of 3 engines followed. To try only the others again:',
    '  pullcord on --engine containerd/kind.kind-worker,k3s --scope system',
    '',
  ])
})

test('each scope has a command of its own, below the same root', async () => {
  const { lines } = await run([fared(podman, full), fared(k3s, full), fared(node)], { root: '/mnt' })
  expect(lines.slice(-3, -1)).toEqual([
    '  pullcord on --engine podman --scope user --root /mnt',
    '  pullcord on --engine k3s --scope system --root /mnt',
  ])
})

test.each([
  ['all went well', [fared(podman), fared(k3s)], exit.done],
  ['nothing did', [fared(podman, full), fared(k3s, full)], exit.failed],
  ['the failure names its own command', [fared(podman), fared(k3s, refused)], exit.unauthorised],
])('no command where %s', async (_name, engines, code) => {
  const told = await run(engines)
  expect(told.code).toBe(code)
  expect(told.lines.join('\n')).not.toContain('To try only')
})

test.each([
  [{}, null],
  [{ strict: true }, true],
  [{ strict: true, 'no-strict': true }, false],
])('%j orders strict: %s', async (values, strict) => {
  const core = new ScriptedCore({
    'switch.set': () => ({ to: 'on', changed: false, engines: [], status: offStatus }),
  })
  vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  await on.run({ values, positionals: [] }, core)
  expect(core.inputsOf('switch.set')).toMatchObject([{ strict }])
})

test('what strict mode will mean stands before what changes', async () => {
  const price = notice('strict-podman', { upstreams: 'docker.io' })
  const { lines } = await run([], { 'dry-run': true }, { ...inside, notes: [{ engine: podman, notice: price }] })
  expect(lines.slice(0, 2)).toEqual(['podman:user:', `  ${price.message}`])
  expect(lines.filter((text) => text.includes(price.message))).toHaveLength(1)
})

test('a plan says in which machine a file lies, and what a restart stops', async () => {
  const { lines } = await run([], { 'dry-run': true })
  expect(lines).toEqual(
    expect.arrayContaining(['In kind-worker:', '--- /etc/a', 'K3s is restarted, which stops its API server.']),
  )
})
