import type { SkippedTest, Tally } from './tally.ts'

/** The end of a test run: what was skipped by name, what needed a second try, what failed, and the line `N passed, N failed, N skipped`. */
export function formatSummary({ passed, failed, skipped, flaky }: Tally): string {
  const lines = ['']
  if (skipped.length > 0) lines.push('NOT RUN HERE:', ...bySuite(skipped), '')
  if (flaky.length > 0) lines.push('ONLY AT THE SECOND TRY:', ...flaky.map((name) => `  ${name}`), '')
  if (failed.length > 0) lines.push('FAILED:', ...failed.map((name) => `  ${name}`), '')
  lines.push(`${passed} passed, ${failed.length} failed, ${skipped.length} skipped`)
  return lines.join('\n')
}

function bySuite(skipped: readonly SkippedTest[]): readonly string[] {
  return [...Map.groupBy(skipped, ({ suite }) => suite)].flatMap(([suite, tests]) => [
    `  ${suite}: ${tests.length} ${tests.length === 1 ? 'test' : 'tests'}`,
    ...tests.map(({ test }) => `    - ${test}`),
  ])
}
