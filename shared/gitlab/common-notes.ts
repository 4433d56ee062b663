import type { JobFinding, RunnerView } from './runner-calls.ts'

/** Runners, and the notes that hold for several of them, each told once. */
export interface FoldedRunners {
  readonly runners: readonly RunnerView[]
  readonly common: readonly JobFinding[]
}

/** Takes out of each runner what is a note and is said of another one as well: it would only be read twice. */
export function foldNotes(runners: readonly RunnerView[]): FoldedRunners {
  const notes = runners.flatMap(({ findings }) => findings.filter(({ way }) => way === 'note'))
  const times = Map.groupBy(notes, ({ notice }) => notice.message)
  const isCommon = ({ way, notice }: JobFinding): boolean =>
    way === 'note' && (times.get(notice.message)?.length ?? 0) > 1
  return {
    runners: runners.map((runner) => ({ ...runner, findings: runner.findings.filter((one) => !isCommon(one)) })),
    common: [...times.values()].flatMap(([first, second]) => (first && second ? [first] : [])),
  }
}
