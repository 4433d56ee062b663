import type { Checkup } from '../../shared/doctor.ts'
import { failure } from '../../shared/errors.ts'
import type { Desk } from './desk.ts'

/** Looks at everything that keeps a mirror from being used. */
export async function runDoctor(_desk: Desk): Promise<Checkup> {
  throw failure('unexpected', { why: 'to come' })
}
