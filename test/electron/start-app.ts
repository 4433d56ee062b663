import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContext } from '@playwright/test'
import { vi } from 'vitest'
import { findBrowser } from '../../build/run/programs.ts'
import type { ChromiumRenderer } from './double/chromium-renderer.ts'
import { freshElectron } from './double/fresh.ts'
import type { ScriptedCore } from './scripted-core.ts'

/** The folder whose dist/ is played; the clone itself, unless a build stands elsewhere. */
const appPath = process.env['PULLCORD_APP'] ?? process.cwd()

/** Why the real page cannot be played here, in words; null when it can. */
export function whyNoPage(): string | null {
  if (findBrowser() === null) return 'there is no Chromium'
  const built = ['dist/client/index.html', 'dist/preload/preload.cjs'].every((path) => existsSync(join(appPath, path)))
  return built ? null : 'dist/ is not built: npm run build'
}

/** Waits until something is there; a machine that is busy with other suites takes its time. */
export function until<T>(there: () => T): Promise<NonNullable<T>> {
  return vi.waitUntil(there, { timeout: 10_000 }) as Promise<NonNullable<T>>
}

export interface StartOptions {
  /** Opens what main works on; it may fail. */
  readonly openCore: () => Promise<ScriptedCore>
  /** Where windows get their pages; without one they stay empty. */
  readonly context?: BrowserContext
  readonly args?: readonly string[]
  readonly firstInstance?: boolean
  readonly packaged?: boolean
}

/** Runs the real main under the doubles, up to the moment at which Electron is ready. */
export async function startApp({ openCore, context, args = [], firstInstance = true, packaged = false }: StartOptions) {
  const electron = await freshElectron()
  const { shared } = await import('./double/shared.ts')
  const { ChromiumRenderer } = await import('./double/chromium-renderer.ts')
  const renderers: ChromiumRenderer[] = []
  if (context) {
    shared.makeRenderer = async (window) => {
      const renderer = await ChromiumRenderer.open(electron, window, context)
      renderers.push(renderer)
      return renderer
    }
  }
  electron.app.appPath = appPath
  electron.app.firstInstance = firstInstance
  electron.app.isPackaged = packaged
  vi.doMock('../../electron/service/core.ts', () => ({ openCore }))
  const { argv } = process
  process.argv = [...argv, ...args]
  try {
    await import('../../electron/main.ts')
    // Electron is ready some time after main has run.
    await new Promise(setImmediate)
    electron.app.becomeReady()
    await new Promise(setImmediate)
  } finally {
    process.argv = argv
  }
  return {
    electron,
    windows: () => electron.BrowserWindow.getAllWindows(),
    trays: () => electron.Tray.all,
    /** The tray's menu, once it has one. */
    menu: () => until(() => electron.Tray.all[0]?.menu),
    /** The page of the window that was opened last, once it is there. */
    renderer: () => until(() => renderers.at(-1)),
  }
}
