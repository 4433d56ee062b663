import { expect, test } from 'vitest'
import { carryOut } from '../../electron/shell/tray-actions.ts'
import type { PlanView, SwitchReport, Verification } from '../../shared/contract.ts'
import { notice } from '../../shared/notice.ts'
import { defaultSettings } from '../../shared/settings.ts'
import { offStatus, ScriptedCore } from '../electron/scripted-core.ts'

const podman = { id: 'podman', scope: 'user' } as const
const docker = { id: 'docker', scope: 'system' } as const
const plan: PlanView = { id: 'p1', to: 'on', changes: [], reloads: [], refused: [], notes: [] }
const report: SwitchReport = { to: 'on', changed: true, engines: [], status: offStatus }
/** What the tray never chooses by itself. */
const saved = { mirrors: null, keepTheirs: null, strict: null }
const on = { kind: 'switch', to: 'on' } as const
const takeOut = { kind: 'choose', engine: docker, to: 'off', engines: [podman] } as const
const verified = (reached: Verification['reached']): Verification => ({
  engine: podman,
  reached,
  notice: null,
  evidence: [],
  proof: null,
})

test('carries out exactly the plan that it looked at', async () => {
  const core = new ScriptedCore({ 'switch.plan': () => plan, 'switch.set': () => report })
  expect(await carryOut(core, on)).toBe('done')
  expect(core.calls).toEqual([
    { name: 'switch.plan', input: { ...saved, to: 'on', engines: null } },
    { name: 'switch.set', input: { ...saved, to: 'on', engines: null, expect: 'p1', accept: false, check: true } },
  ])
})

test('an engine leaves the switch once its files are as they were', async () => {
  const core = new ScriptedCore({
    'switch.plan': () => plan,
    'switch.set': () => report,
    'settings.edit': () => defaultSettings,
  })
  expect(await carryOut(core, takeOut)).toBe('done')
  expect(core.calls).toEqual([
    { name: 'switch.plan', input: { ...saved, to: 'off', engines: [docker] } },
    { name: 'switch.set', input: { ...saved, to: 'off', engines: [docker], expect: 'p1', accept: false, check: true } },
    { name: 'settings.edit', input: { engines: [podman] } },
  ])
})

test('an engine whose files need not follow is only chosen', async () => {
  const core = new ScriptedCore({ 'settings.edit': () => defaultSettings })
  expect(await carryOut(core, { ...takeOut, to: null })).toBe('done')
  expect(core.calls).toEqual([{ name: 'settings.edit', input: { engines: [podman] } }])
})

const consent = notice('podman-service-stale', { pid: 1 })
test.each<readonly [string, Partial<PlanView>]>([
  ['a reload that needs a yes', { reloads: [{ engine: podman, how: 'restart', stops: [], consent }] }],
  [
    'a refusal',
    { refused: [{ engine: docker, path: '/d', line: 1, column: 1, notice: notice('file-bom', { path: '/d' }) }] },
  ],
])('%s goes to the window, and nothing is set', async (_name, part) => {
  const core = new ScriptedCore({ 'switch.plan': () => ({ ...plan, ...part }), 'switch.set': () => report })
  expect(await carryOut(core, on)).toBe('needs-window')
  expect(await carryOut(core, takeOut)).toBe('needs-window')
  expect(core.calls.filter(({ name }) => name !== 'switch.plan')).toEqual([])
})

test.each([
  ['needed', 'needs-window', 0],
  ['unavailable', 'needs-window', 0],
  ['approved', 'done', 1],
  ['root', 'done', 1],
] as const)('leave that is %s for the system’s engines: %s', async (kind, outcome, sets) => {
  const reloads = [{ engine: docker, how: 'SIGHUP', stops: [], consent: null }] as const
  const core = new ScriptedCore({
    'switch.plan': () => ({ ...plan, reloads }),
    'switch.set': () => report,
    'approval.read': () => ({ kind, notice: null, mirrors: [], risks: [], sets: [] }),
  })
  expect(await carryOut(core, on)).toBe(outcome)
  expect(core.inputsOf('switch.set')).toHaveLength(sets)
})

test('a failure of one engine, or of the whole call, goes to the window', async () => {
  const failed = {
    engine: docker,
    changed: false,
    failure: notice('needs-root', { engine: 'docker', command: 'x' }),
    notes: [],
  }
  const partly = new ScriptedCore({ 'switch.plan': () => plan, 'switch.set': () => ({ ...report, engines: [failed] }) })
  expect(await carryOut(partly, on)).toBe('needs-window')
  expect(await carryOut(new ScriptedCore(), on)).toBe('needs-window')
})

test('verifies each engine, and opens the window where one does not go through its mirror', async () => {
  const core = new ScriptedCore({
    'engine.verify': ({ engine }) => verified(engine.id === 'docker' ? 'no' : 'loaded'),
  })
  expect(await carryOut(core, { kind: 'verify', engines: [podman] })).toBe('done')
  expect(await carryOut(core, { kind: 'verify', engines: [docker, podman] })).toBe('needs-window')
  expect(core.inputsOf('engine.verify')).toHaveLength(3)
})

test('a profile is used by the plan that was looked at, and what needs a yes goes to the window', async () => {
  const use = { kind: 'profile', name: 'home' } as const
  const core = new ScriptedCore({ 'profile.plan': () => plan, 'profile.use': () => report })
  expect(await carryOut(core, use)).toBe('done')
  expect(core.inputsOf('profile.use')).toEqual([{ name: 'home', expect: 'p1', accept: false, check: true }])
  const engine = docker
  const unsaid = { engine, changed: false, failure: notice('needs-approval', { engine: 'docker:system' }), notes: [] }
  core.answers['profile.use'] = () => ({ ...report, engines: [unsaid] })
  expect(await carryOut(core, use)).toBe('needs-window')
  const consent = notice('podman-service-stale', { pid: 7 })
  core.answers['profile.plan'] = () => ({ ...plan, reloads: [{ engine: podman, how: 'restart', stops: [], consent }] })
  expect(await carryOut(core, use)).toBe('needs-window')
  expect(core.inputsOf('profile.use')).toHaveLength(2)
})
