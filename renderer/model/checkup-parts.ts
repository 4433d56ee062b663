import type { Check, Checkup } from '../../shared/doctor.ts'

/** A checkup as it is shown: what wants a look, and what is well. */
export interface CheckupParts {
  readonly shown: readonly Check[]
  readonly well: readonly Check[]
  readonly problems: number
  /** Everything else that is shown. */
  readonly notes: number
}

/** Parts what is well from what is not; the order, the worst first, is the core's. */
export function checkupParts({ checks }: Checkup): CheckupParts {
  const shown = checks.filter(({ result }) => result !== 'ok')
  const problems = shown.filter(({ result }) => result === 'problem').length
  return {
    shown,
    well: checks.filter(({ result }) => result === 'ok'),
    problems,
    notes: shown.length - problems,
  }
}
