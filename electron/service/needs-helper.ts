import type { Scope } from '../../shared/engine.ts'
import type { Workplace } from '../switching/survey.ts'

/** Whether files of this scope can only be written by root, and we are not. */
export function needsHelper({ system: { disk } }: Workplace, scope: Scope): boolean {
  return scope === 'system' && disk.uid !== 0 && disk.root === ''
}
