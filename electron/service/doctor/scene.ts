import type { Status } from '../../../shared/contract.ts'
import type { Check, CheckId } from '../../../shared/doctor.ts'
import type { EngineKey } from '../../../shared/engine.ts'
import type { Notice } from '../../../shared/notice.ts'
import type { Settings } from '../../../shared/settings.ts'
import type { Survey } from '../../switching/survey.ts'
import type { Desk } from '../desk.ts'

/** What all checks look at. */
export interface Scene {
  readonly desk: Desk
  readonly settings: Settings
  /** Read once, and only if a check asks. */
  readonly status: () => Promise<Status>
  readonly surveys: () => Promise<readonly Survey[]>
  /** Empty below another root: the variables speak of the machine that we run on. */
  readonly env: Readonly<Record<string, string | undefined>>
}

/** One look, of which several checks may come. */
export interface Exam {
  /** Under which it stands that the look itself failed. */
  readonly id: CheckId
  look(scene: Scene): Promise<readonly Check[]>
}

/** A check, shorter to write; without a notice all is well. */
export function check(
  id: CheckId,
  engine: EngineKey | null,
  subject: string,
  result: Check['result'] = 'ok',
  notice: Notice | null = null,
): Check {
  return { id, engine, result, subject, notice }
}
