import type { EngineReport } from '../../shared/contract.ts'
import { sameKey, type EngineKey } from '../../shared/engine.ts'
import type { Action, HelperRequest } from '../../shared/helper-protocol.ts'
import type { Desk } from './desk.ts'

type Restore = Extract<HelperRequest, { verb: 'restore' }>

/** Has the helper take something back for one engine. */
export async function restoreAsRoot(
  { helper }: Desk,
  action: Action,
  key: EngineKey,
  { what, accept }: Omit<Restore, 'verb'>,
): Promise<{ readonly engine: EngineReport; readonly exact: boolean }> {
  const answer = await helper.ask(action, { verb: 'restore', what, accept })
  const engine = answer.kind === 'restored' && answer.engines.find((one) => sameKey(one.engine, key))
  if (answer.kind !== 'restored' || !engine) throw new Error(`the helper answered ${answer.kind}`)
  return { engine, exact: answer.exact }
}
