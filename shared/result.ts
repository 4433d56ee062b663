/** An expected outcome: a value, or the notice that says why there is none. */
import type { Notice } from './notice.ts'

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly notice: Notice }

/** The good half of a Result. */
export function ok<T>(value: T): Result<T> {
  return { ok: true, value }
}

/** The other half of a Result. */
export function no(notice: Notice): { readonly ok: false; readonly notice: Notice } {
  return { ok: false, notice }
}
