// `npm test`: brings what the suites need, runs them all, and sums up in one line.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../setup/project.mjs'
import { handOver } from '../setup/step.mjs'
import { openDisplay } from './display.ts'
import { findElectron } from './electron-binary.ts'
import { findBrowser, findProgram } from './programs.ts'
import { formatSummary } from './summary.ts'
import { bringPrograms } from './system-packages.ts'
import { addUp, type Tally, tallyPlaywright, tallyVitest } from './tally.ts'

const args = process.argv.slice(2)
const filters = args.filter((arg) => arg !== '--long')
const reports = mkdtempSync(join(tmpdir(), 'pullcord-reports-'))

const env: NodeJS.ProcessEnv = {
  ...process.env,
  // Nothing that a test imports may fetch a browser or an Electron from the network.
  ELECTRON_OVERRIDE_DIST_PATH: '/nonexistent',
  PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1',
  // As it is built, as its users have it: it starts in a quarter of the time that the sources take [measured, Node 24].
  PULLCORD_CLI: process.env['PULLCORD_CLI'] ?? 'dist/node/cli.js',
  ...(args.includes('--long') && { PULLCORD_LONG: '1' }),
}

/** Runs a runner of node_modules and reads its report; one that left none, or failed beside its tests, counts. */
async function run(
  name: string,
  script: string,
  scriptArgs: readonly string[],
  report: { readonly path: string; readonly count: (json: string) => Tally },
  extraEnv: NodeJS.ProcessEnv = {},
): Promise<Tally> {
  console.log(`\n== ${name}`)
  const command = [join(root, 'node_modules', script), ...scriptArgs]
  const code = await handOver(process.execPath, command, { cwd: root, env: { ...env, ...extraEnv } })
  const tally = existsSync(report.path) ? report.count(readFileSync(report.path, 'utf8')) : addUp([])
  if (code === 0 || tally.failed.length > 0) return tally
  return { ...tally, failed: [`${name} ended with code ${code} and without a failed test`] }
}

function runVitest(): Promise<Tally> {
  const path = join(reports, 'vitest.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${path}`]
  const count = (json: string): Tally => tallyVitest(JSON.parse(json), root)
  return run('unit and real engines', 'vitest/vitest.mjs', ['run', '--passWithNoTests', ...reporters, ...filters], {
    path,
    count,
  })
}

/** Runs a Playwright project, or with a reason not to, lists its tests and counts them as skipped. */
async function runPlaywright(project: string, whyNot: string | null, extraEnv: NodeJS.ProcessEnv = {}): Promise<Tally> {
  const path = join(reports, `${project}.json`)
  const options = ['test', '--config=build/playwright.config.ts', `--project=${project}`, '--pass-with-no-tests']
  const count = (json: string): Tally => tallyPlaywright(JSON.parse(json))
  const reportEnv = { ...extraEnv, PULLCORD_E2E_REPORT: path }
  const cli = '@playwright/test/cli.js'
  if (whyNot === null) return run(project, cli, [...options, ...filters], { path, count }, reportEnv)

  const listed = await run(`${project}: ${whyNot}`, cli, [...options, '--list', ...filters], { path, count }, reportEnv)
  const suite = `${project} (${whyNot})`
  return { ...listed, passed: 0, skipped: listed.skipped.map(({ test }) => ({ suite, test })) }
}

async function runElectron(): Promise<Tally> {
  const binary = findElectron(root, process.env)
  if (binary.kind === 'missing') return runPlaywright('electron', binary.why)
  const display = await openDisplay(findProgram('Xvfb'))
  if (display === null) return runPlaywright('electron', 'There is no display, and no Xvfb.')
  try {
    return await runPlaywright('electron', null, { ...display.env, PULLCORD_ELECTRON: binary.path })
  } finally {
    display.close()
  }
}

await bringPrograms()
const tallies = [await runVitest()]
if (filters.some((filter) => filter.startsWith('-'))) {
  console.log('\nOptions are for Vitest: the browser and Electron suites were left out.')
} else {
  tallies.push(await runPlaywright('browser', findBrowser() === null ? 'There is no Chromium.' : null))
  tallies.push(await runElectron())
}
rmSync(reports, { recursive: true, force: true })

const total = addUp(tallies)
console.log(formatSummary(total))
process.exitCode = total.failed.length > 0 ? 1 : 0
