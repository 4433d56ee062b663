/** What became of some tests; `skipped` and `failed` hold names a reader can find them by. */
export interface Tally {
  readonly passed: number
  readonly failed: readonly string[]
  readonly skipped: readonly SkippedTest[]
  /** Passed, but not at the first try; told by name, since what fails once wants a look. */
  readonly flaky: readonly string[]
}

/** One test that did not run: the suite it stands in, with the reason if the suite tells it. */
export interface SkippedTest {
  readonly suite: string
  readonly test: string
}

/** The part that we read of Vitest's JSON report (vitest 5.1: `--reporter=json`). */
export interface VitestReport {
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    readonly message?: string
    readonly assertionResults: readonly {
      readonly ancestorTitles: readonly string[]
      readonly title: string
      readonly status: string
    }[]
  }[]
}

/** The part that we read of Playwright's JSON report (Playwright 1.65: the reporter `json`). */
export interface PlaywrightReport {
  readonly suites?: readonly PlaywrightSuite[]
  readonly errors?: readonly { readonly message?: string }[]
}

interface PlaywrightSuite {
  readonly title: string
  readonly suites?: readonly PlaywrightSuite[]
  readonly specs?: readonly {
    readonly title: string
    readonly tests: readonly { readonly status: string }[]
  }[]
}

const nothing: Tally = { passed: 0, failed: [], skipped: [], flaky: [] }

/** Sums several tallies up. */
export function addUp(tallies: readonly Tally[]): Tally {
  return {
    passed: tallies.reduce((sum, tally) => sum + tally.passed, 0),
    failed: tallies.flatMap((tally) => tally.failed),
    skipped: tallies.flatMap((tally) => tally.skipped),
    flaky: tallies.flatMap((tally) => tally.flaky),
  }
}

/** Counts a Vitest report; a file that could not even be loaded counts as one failure. */
export function tallyVitest(report: VitestReport, root: string): Tally {
  return addUp(
    report.testResults.map((file) => {
      const name = file.name.replace(`${root}/`, '')
      const of = (...status: readonly string[]) => file.assertionResults.filter((test) => status.includes(test.status))
      const failed = of('failed').map((test) => [name, ...test.ancestorTitles, test.title].join(' > '))
      return {
        passed: of('passed').length,
        failed: failed.length === 0 && file.status === 'failed' ? [`${name}: ${file.message ?? 'not loaded'}`] : failed,
        skipped: of('skipped', 'pending', 'todo', 'disabled').map((test) => ({
          suite: test.ancestorTitles[0] ?? name,
          test: test.title,
        })),
        flaky: [],
      }
    }),
  )
}

/** Counts a Playwright report; an error outside any test counts as one failure. */
export function tallyPlaywright(report: PlaywrightReport): Tally {
  const errors = (report.errors ?? []).map((error) => error.message ?? 'an error outside any test')
  return addUp([
    { ...nothing, failed: errors },
    ...(report.suites ?? []).map((suite) => tallySuite(suite, suite.title)),
  ])
}

function tallySuite(suite: PlaywrightSuite, path: string): Tally {
  const tests = (suite.specs ?? []).flatMap((spec) =>
    spec.tests.map(({ status }): Tally => {
      if (status === 'skipped') return { ...nothing, skipped: [{ suite: path, test: spec.title }] }
      if (status === 'expected') return { ...nothing, passed: 1 }
      if (status === 'flaky') return { ...nothing, passed: 1, flaky: [`${path} > ${spec.title}`] }
      return { ...nothing, failed: [`${path} > ${spec.title}`] }
    }),
  )
  return addUp([...tests, ...(suite.suites ?? []).map((inner) => tallySuite(inner, `${path} > ${inner.title}`))])
}
