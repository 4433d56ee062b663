import { defineConfig } from '@playwright/test'
import { findBrowser } from './run/programs.ts'

const isRoot = process.getuid?.() === 0
const report = process.env['PULLCORD_E2E_REPORT']

export default defineConfig({
  testDir: '../test/e2e',
  outputDir: '../dist/test-results',
  forbidOnly: Boolean(process.env['CI']),
  // A test that needed its second try is listed as flaky.
  retries: process.env['CI'] ? 1 : 0,
  // A page, its server and a browser each: more than two at once only makes them slow.
  workers: 2,
  timeout: 60_000,
  reporter: [['list'], ...(report === undefined ? [] : [['json', { outputFile: report }] as const])],
  use: {
    browserName: 'chromium',
    screenshot: 'only-on-failure',
    launchOptions: {
      // The distribution's Chromium: Playwright fetches no browser of its own.
      executablePath: findBrowser() ?? '/usr/bin/chromium',
      args: [
        ...(isRoot ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [{ name: 'browser' }, { name: 'electron', testDir: '../test/electron', testMatch: '*.spec.ts' }],
})
