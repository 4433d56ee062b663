import type { EngineStatus } from '../../shared/contract.ts'
import type { Choice } from '../../shared/engine.ts'
import { targetKey, targetPath } from '../../shared/targets.ts'
import type { Disk } from '../system/system.ts'
import type { Survey } from './survey.ts'

/** The files that a choice would write: what each holds now, and whether it is remembered as ours. */
export function targetsOf({ pair, facts, look }: Survey, choice: Choice, { places }: Disk): EngineStatus['targets'] {
  return pair.pure.targets(facts, choice).map((target) => {
    const path = targetPath(target, places)
    const at = look.files.files.get(path)
    const digest = at && at.kind !== 'absent' ? at.digest : null
    return { path, digest, ours: look.files.originals.has(targetKey(target)) }
  })
}
