import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { _electron, type ElectronApplication, expect, type Page, test } from '@playwright/test'
import { type ElectronBinary, findElectron } from '../../build/run/electron-binary.ts'

// The app as people run it, on files of its own. Everything that needs no binary is tested beside this file.

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '')
const given = process.env['PULLCORD_ELECTRON']
const binary: ElectronBinary = given ? { kind: 'found', path: given } : findElectron(root, process.env)
test.skip(binary.kind === 'missing', binary.kind === 'missing' ? binary.why : '')

let home: string
let app: ElectronApplication
let page: Page

function launch(): Promise<ElectronApplication> {
  const { ELECTRON_OVERRIDE_DIST_PATH: _, ...env } = process.env
  return _electron.launch({
    executablePath: binary.kind === 'found' ? binary.path : '',
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), root],
    env: Object.fromEntries(
      Object.entries({
        ...env,
        HOME: home,
        XDG_CONFIG_HOME: join(home, 'config'),
        XDG_STATE_HOME: join(home, 'state'),
        XDG_CACHE_HOME: join(home, 'cache'),
        LANGUAGE: 'en',
      }).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    ),
  })
}

const windows = (): Promise<number> => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)

test.beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'pullcord-electron-'))
  app = await launch()
  page = await app.firstWindow()
})

test.afterEach(async () => {
  await app.close()
  rmSync(home, { recursive: true, force: true })
})

test('the window is shown and its page reaches the core', async () => {
  await expect(page).toHaveURL('app://pullcord/')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^(?:On|Off|Partly on)$/)
  await expect
    .poll(() =>
      app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().every((window) => window.isVisible())),
    )
    .toBe(true)
})

test('the page is sandboxed and isolated, and knows only that a shell is there', async () => {
  const names = ['require', 'process', 'module', 'electron', 'ipcRenderer']
  expect(await page.evaluate((all) => all.filter((name) => name in globalThis), names)).toEqual([])
  expect(await page.evaluate('window.pullcordShell')).toBe(true)
})

test('the policy is obeyed and permissions are refused', async () => {
  const outcome = await page.evaluate(async () => {
    const fetched = await fetch('https://example.com/').then(
      () => 'fetched',
      () => 'refused',
    )
    return [fetched, await Notification.requestPermission()]
  })
  expect(outcome).toEqual(['refused', 'denied'])
})

test('the page can neither leave nor open windows', async () => {
  await page.evaluate(() => {
    window.open('https://evil.example/')
    location.href = 'https://evil.example/'
  })
  await expect(page).toHaveURL('app://pullcord/')
  expect(await windows()).toBe(1)
})

test('a page that loads again reaches the core again', async () => {
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^(?:On|Off|Partly on)$/)
})

test('the app outlives its window, and a second start opens it again', async () => {
  await page.close()
  await expect.poll(windows).toBe(0)
  const opened = app.waitForEvent('window')
  await launch().catch(() => {}) // It hands over to the first, and ends before it can be driven.
  page = await opened
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  expect(await windows()).toBe(1)
})

test('settings and the profile of Chromium stand apart', async () => {
  expect(await app.evaluate(({ app: own }) => own.getPath('userData'))).toBe(join(home, 'state/pullcord/window'))
})
