import { expect, test } from 'vitest'
import { formatSummary } from '../../build/run/summary.ts'
import { addUp, tallyPlaywright, tallyVitest } from '../../build/run/tally.ts'

const vitest = tallyVitest(
  {
    testResults: [
      {
        name: '/home/ada/pullcord/test/plan.test.ts',
        status: 'failed',
        assertionResults: [
          { ancestorTitles: [], title: 'adds', status: 'passed' },
          { ancestorTitles: ['off'], title: 'restores', status: 'failed' },
          { ancestorTitles: ['docker 28'], title: 'pulls', status: 'skipped' },
          { ancestorTitles: ['docker 28'], title: 'reloads', status: 'todo' },
        ],
      },
      {
        name: '/home/ada/pullcord/test/broken.test.ts',
        status: 'failed',
        message: 'no such import',
        assertionResults: [],
      },
    ],
  },
  '/home/ada/pullcord',
)

test('Vitest: a file that could not be loaded is a failure', () => {
  expect(vitest).toEqual({
    passed: 1,
    failed: ['test/plan.test.ts > off > restores', 'test/broken.test.ts: no such import'],
    skipped: [
      { suite: 'docker 28', test: 'pulls' },
      { suite: 'docker 28', test: 'reloads' },
    ],
    flaky: [],
  })
})

const playwright = tallyPlaywright({
  errors: [{ message: 'no server' }],
  suites: [
    {
      title: 'switch.spec.ts',
      specs: [{ title: 'turns on', tests: [{ status: 'expected' }] }],
      suites: [
        {
          title: 'dark',
          specs: [
            { title: 'is dark', tests: [{ status: 'flaky' }] },
            { title: 'prints', tests: [{ status: 'skipped' }] },
          ],
        },
      ],
    },
  ],
})

test('Playwright: flaky is told by name, and an error outside the tests has failed', () => {
  expect(playwright).toEqual({
    passed: 2,
    failed: ['no server'],
    skipped: [{ suite: 'switch.spec.ts > dark', test: 'prints' }],
    flaky: ['switch.spec.ts > dark > is dark'],
  })
})

test('the summary names what was skipped and what failed, and ends in the line', () => {
  expect(formatSummary(addUp([vitest, playwright])).split('\n')).toEqual([
    '',
    'NOT RUN HERE:',
    '  docker 28: 2 tests',
    '    - pulls',
    '    - reloads',
    '  switch.spec.ts > dark: 1 test',
    '    - prints',
    '',
    'ONLY AT THE SECOND TRY:',
    '  switch.spec.ts > dark > is dark',
    '',
    'FAILED:',
    '  test/plan.test.ts > off > restores',
    '  test/broken.test.ts: no such import',
    '  no server',
    '',
    '3 passed, 3 failed, 3 skipped',
  ])
})
