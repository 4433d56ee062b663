import type { Core, PlanView, SwitchOrder } from '../../shared/contract.ts'
import type { EngineKey } from '../../shared/engine.ts'
import type { TrayAction } from './tray-menu.ts'

/** Whether a click was carried out, or must be gone on with in the window, where there is room for questions. */
export type Outcome = 'done' | 'needs-window'

/** Carries out what the menu offers of the core. The tray asks nothing: what needs a person's yes goes to the window. */
export async function carryOut(
  core: Core,
  action: Extract<TrayAction, { kind: 'switch' | 'choose' | 'profile' | 'verify' }>,
): Promise<Outcome> {
  try {
    if (action.kind === 'switch') return await turn(core, action.to, null)
    if (action.kind === 'profile') return await useProfile(core, action.name)
    if (action.kind === 'verify') return await verify(core, action.engines)
    const outcome = action.to === null ? 'done' : await turn(core, action.to, [action.engine])
    // The choice is kept only once the files have followed.
    if (outcome === 'done') await core.call('settings.edit', { engines: action.engines })
    return outcome
  } catch {
    // The window meets the same failure and has the room to say it.
    return 'needs-window'
  }
}

async function turn(core: Core, to: 'on' | 'off', engines: readonly EngineKey[] | null): Promise<Outcome> {
  // The mirrors and the choice that are saved.
  const order: SwitchOrder = { to, engines, mirrors: null, keepTheirs: null, strict: null }
  const plan = await core.call('switch.plan', order)
  const asks = plan.reloads.some(({ consent }) => consent !== null)
  if (asks || plan.refused.length > 0) return 'needs-window'
  if (to === 'on' && touchesSystem(plan) && !(await isAllowed(core))) return 'needs-window'
  const report = await core.call('switch.set', { ...order, expect: plan.id, accept: false, check: true })
  return report.engines.some(({ failure }) => failure !== null) ? 'needs-window' : 'done'
}

// Mirrors that nobody has approved are refused without a dialog, and the window says what to do.
async function useProfile(core: Core, name: string): Promise<Outcome> {
  const plan = await core.call('profile.plan', { name })
  const asks = plan.reloads.some(({ consent }) => consent !== null)
  if (asks || plan.refused.length > 0) return 'needs-window'
  const report = await core.call('profile.use', { name, expect: plan.id, accept: false, check: true })
  return report.engines.some(({ failure }) => failure !== null) ? 'needs-window' : 'done'
}

function touchesSystem({ changes, reloads }: PlanView): boolean {
  return [...changes, ...reloads].some(({ engine }) => engine.scope === 'system')
}

// A password must not be asked for before the window has said why.
async function isAllowed(core: Core): Promise<boolean> {
  const { kind } = await core.call('approval.read', {})
  return kind === 'root' || kind === 'approved'
}

async function verify(core: Core, engines: readonly EngineKey[]): Promise<Outcome> {
  let outcome: Outcome = 'done'
  for (const engine of engines) {
    // One after the other: each may pull, and the engines share the line.
    const { reached } = await core.call('engine.verify', { engine, image: null, mirrorLog: null })
    if (reached === 'no') outcome = 'needs-window'
  }
  return outcome
}
