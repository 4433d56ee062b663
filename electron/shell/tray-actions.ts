import type { Core } from '../../shared/contract.ts'
import type { EngineKey } from '../../shared/engine.ts'
import type { TrayAction } from './tray-menu.ts'

/** Whether a click was carried out, or must be gone on with in the window, where there is room for questions. */
export type Outcome = 'done' | 'needs-window'

/** Carries out what the menu offers of the core. The tray asks nothing: what needs a person's yes goes to the window. */
export async function carryOut(
  core: Core,
  action: Extract<TrayAction, { kind: 'switch' | 'verify' }>,
): Promise<Outcome> {
  try {
    return action.kind === 'switch' ? await turn(core, action.to, action.engines) : await verify(core, action.engines)
  } catch {
    // The window meets the same failure and has the room to say it.
    return 'needs-window'
  }
}

async function turn(core: Core, to: 'on' | 'off', engines: readonly EngineKey[] | null): Promise<Outcome> {
  const plan = await core.call('switch.plan', { to, engines })
  const asks = plan.reloads.some(({ consent }) => consent !== null)
  if (asks || plan.refused.length > 0) return 'needs-window'
  const report = await core.call('switch.set', { to, engines, expect: plan.id, accept: false, check: true })
  return report.engines.some(({ failure }) => failure !== null) ? 'needs-window' : 'done'
}

async function verify(core: Core, engines: readonly EngineKey[]): Promise<Outcome> {
  let outcome: Outcome = 'done'
  for (const engine of engines) {
    // One after the other: each may pull, and the engines share the line.
    const { reached } = await core.call('engine.verify', { engine, image: null })
    if (reached === 'no') outcome = 'needs-window'
  }
  return outcome
}
