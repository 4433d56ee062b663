import { errnoOf } from '../../../shared/errors.ts'

/** Why nobody answered, in a word or a few. */
export function whyNot(error: unknown): string {
  return errnoOf(error) ?? (error instanceof Error ? error.message : String(error))
}
