import type { EngineReport } from '../../shared/contract.ts'
import type { EngineKey } from '../../shared/engine.ts'
import type { Notice } from '../../shared/notice.ts'

/** How one engine fared; without a failure all went well. */
export function reportOn(
  engine: EngineKey,
  changed: boolean,
  failure: Notice | null,
  notes: readonly Notice[] = [],
): EngineReport {
  return { engine, changed, failure, notes }
}
