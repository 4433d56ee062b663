import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/** Nothing that a test imports may fetch a browser or an Electron from the network. */
const noDownloads = {
  ELECTRON_OVERRIDE_DIST_PATH: '/nonexistent',
  PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1',
}

/** The shell's tests see a typed double of the package `electron`, whose own lookup would start a download. */
const electronDouble = fileURLToPath(new URL('test/electron/double/electron.ts', import.meta.url))

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias: [{ find: /^electron$/, replacement: electronDouble }] },
        test: {
          name: 'unit',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/system/**', 'test/e2e/**', 'test/bench/**'],
          env: noDownloads,
          // A machine that is busy with other work must not make a test fail.
          testTimeout: 20_000,
          // By itself Vitest would leave one core idle, which of two is half.
          maxWorkers: '100%',
        },
      },
      {
        test: {
          name: 'system',
          include: ['test/system/**/*.test.ts'],
          env: noDownloads,
          globalSetup: 'test/system/conformance-run.ts',
          // After the quick tests, two at once: each file has a machine of its own, and mostly waits for it.
          sequence: { groupOrder: 1 },
          maxWorkers: 2,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
})
