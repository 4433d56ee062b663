import { afterEach, expect, test, vi } from 'vitest'
import { gitlab } from '../../../electron/commands/gitlab.ts'
import type { Core } from '../../../shared/contract.ts'
import type { RunnerReport } from '../../../shared/gitlab/runner-calls.ts'
import { notice } from '../../../shared/notice.ts'
import { noRunners, runnersIn } from '../../e2e/fake-runners.ts'

afterEach(() => vi.restoreAllMocks())

const url = 'http://10.0.0.2:5000'
const config = `
[[runners]]
  name = "builder"
  executor = "docker"
  [runners.docker]
    privileged = true
[[runners]]
  name = "cluster"
  executor = "kubernetes"
[[runners]]
  name = "other"
  executor = "docker"
  [runners.docker]
    privileged = true
`

/** What the command prints of this report, how it ends, and what it asked the core for. */
async function run(
  report: RunnerReport,
  words: readonly string[] = [],
  values: Readonly<Record<string, boolean>> = {},
) {
  let text = ''
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => ((text += String(chunk)), true))
  const asked: (readonly [string, unknown])[] = []
  const view = { id: '', to: 'on', changes: [], reloads: [], refused: [], notes: [] }
  const call = async (name: string, input: unknown): Promise<unknown> => {
    asked.push([name, input])
    const status = { switch: 'on', engines: [], mirrors: [] }
    return name === 'gitlab.runner'
      ? report
      : name === 'switch.plan'
        ? view
        : { to: 'on', changed: false, engines: [], status }
  }
  const code = await gitlab.run({ values, positionals: ['runner', ...words] }, { call } as unknown as Core)
  vi.restoreAllMocks()
  return { code, text, asked }
}

test('tells each runner, what holds for several once, and what to copy', async () => {
  const { code, text, asked } = await run(runnersIn(config, url, true))
  expect(code).toBe(0)
  expect(asked).toEqual([['gitlab.runner', {}]])
  expect(text).toContain(
    'gitlab-runner:system 17.5.3\n  /etc/gitlab-runner/config.toml\n\nbuilder (docker)\n  ● Images',
  )
  expect(text).toContain('  ▲ docker:dind knows no mirror yet.\n    Tell it: pullcord gitlab runner on\n')
  expect(text.match(/Its helper image/g)).toHaveLength(1)
  expect(text).toContain('kind: ConfigMap')
  expect(text.trimEnd().endsWith('pullcord gitlab runner on turns on: Docker')).toBe(true)
})

test('as JSON, with a code for each finding', async () => {
  const { text } = await run(runnersIn(config, url, false), ['status'], { json: true })
  const { runners, engines } = JSON.parse(text) as { runners: unknown; engines: unknown }
  expect(runners).toMatchObject([
    { name: 'builder', executor: 'docker', findings: [{ way: 'bypass', code: 'runner-host' }, {}, {}, {}] },
    { name: 'cluster', findings: [{ code: 'runner-kubernetes' }] },
    { name: 'other' },
  ])
  expect(engines).toEqual(['docker:system'])
})

test.each<readonly [readonly string[], Readonly<Record<string, boolean>>, string, string]>([
  [['on'], {}, 'switch.set', 'on'],
  [['off'], {}, 'switch.set', 'off'],
  [['on'], { 'dry-run': true }, 'switch.plan', 'on'],
  [['plan'], {}, 'switch.plan', 'on'],
  [['plan', 'off'], {}, 'switch.plan', 'off'],
])('%j %j names the engines of its jobs', async (words, values, name, to) => {
  const { asked } = await run(runnersIn(config, url, true), words, values)
  expect(asked[1]).toMatchObject([name, { to, engines: [{ id: 'docker', scope: 'system' }] }])
})

test('where there is none, and where it is in a container', async () => {
  expect((await run(noRunners)).text).toBe('No gitlab-runner was found on this machine.\n')
  await expect(run(noRunners, ['on'])).rejects.toMatchObject({ notice: { code: 'runner-none' } })
  const elsewhere = [notice('runner-in-container', { pid: 812 })]
  expect((await run({ ...noRunners, elsewhere })).text).toContain('process 812')
  await expect(run({ ...noRunners, elsewhere }, ['off'])).rejects.toThrow(/process 812/)
  await expect(run(noRunners, ['fly'])).rejects.toMatchObject({ notice: { code: 'usage' } })
  await expect(run(noRunners, ['plan', 'up'])).rejects.toMatchObject({ notice: { code: 'usage' } })
})
