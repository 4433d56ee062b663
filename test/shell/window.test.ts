import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createAppWindow } from '../../electron/shell/window.ts'
import { displays } from '../electron/double/electron.ts'
import { FakeBrowserWindow } from '../electron/double/browser-window.ts'
import { lifecycle } from '../electron/double/lifecycle.ts'

vi.mock('electron', () => import('../electron/double/electron.ts'))

const options = { url: 'app://pullcord/', preload: '/dist/preload.cjs', icon: '/icon.png' }
const only = (): FakeBrowserWindow => {
  const [window, ...more] = FakeBrowserWindow.getAllWindows()
  expect(more).toEqual([])
  return window!
}

beforeEach(() => {
  vi.useFakeTimers()
  lifecycle.ready = true
})
afterEach(() => {
  for (const window of FakeBrowserWindow.getAllWindows()) window.destroy()
  vi.useRealTimers()
})

test('a page gets nothing but its sandboxed preload', () => {
  createAppWindow(options).show()
  expect(only().options.webPreferences).toEqual({
    preload: '/dist/preload.cjs',
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    spellcheck: false,
  })
  expect(only().menuBar).toBe(false)
})

test.each(['ready-to-show', 'did-finish-load', 'two seconds'])('is shown after %s', async (sign) => {
  createAppWindow(options).show()
  const window = only()
  await vi.advanceTimersByTimeAsync(1900)
  expect(window.isVisible()).toBe(false)
  if (sign === 'ready-to-show') window.emit(sign)
  else if (sign === 'did-finish-load') window.webContents.emit(sign)
  else await vi.advanceTimersByTimeAsync(200)
  expect(window.isVisible()).toBe(true)
  window.emit('ready-to-show')
  window.webContents.emit('did-finish-load')
  await vi.advanceTimersByTimeAsync(3000)
  expect(window.shown).toBe(1)
})

test('a second show brings the one window to the front, out of the task bar too', () => {
  const app = createAppWindow(options)
  app.show()
  only().minimized = true
  app.show()
  expect(only()).toMatchObject({ minimized: false, focused: 1 })
})

test('closed before it was shown, nothing happens to it later', async () => {
  createAppWindow(options).show()
  only().close()
  await vi.advanceTimersByTimeAsync(3000)
  expect(FakeBrowserWindow.getAllWindows()).toEqual([])
})

test('is made anew after it was closed, where it was and as large', () => {
  const app = createAppWindow(options)
  app.show()
  const first = only()
  first.bounds = { x: 700, y: 200, width: 900, height: 500 }
  first.maximize()
  first.close()
  expect(first.isDestroyed()).toBe(true)
  app.show()
  expect(only()).not.toBe(first)
  expect(only().bounds).toEqual({ x: 700, y: 200, width: 900, height: 500 })
  only().emit('ready-to-show')
  expect(only().isMaximized()).toBe(true)
})

test('keeps its size and not its place where the screen is gone', () => {
  const app = createAppWindow(options)
  app.show()
  const { x, y } = only().options
  only().bounds = { x: 2500, y: 200, width: 900, height: 500 }
  only().close()
  app.show()
  expect(displays).toHaveLength(1)
  expect(only().options).toMatchObject({ width: 900, height: 500 })
  expect([only().options.x, only().options.y]).toEqual([x, y])
})

test('a page that dies is loaded again once, then its window goes', () => {
  createAppWindow(options).show()
  const window = only()
  const die = (reason: string) => window.webContents.emit('render-process-gone', {}, { reason, exitCode: 1 })
  die('clean-exit')
  expect(window.webContents.reloads).toBe(0)
  die('crashed')
  expect(window.webContents.reloads).toBe(1)
  die('oom')
  expect(window.isDestroyed()).toBe(true)
})
