import { EventEmitter } from 'node:events'
import type { Clipboard, Dialog, Display, MessageBoxOptions, NativeTheme, Screen, Shell } from 'electron'
import { FakeApp } from './app.ts'
import { shared } from './shared.ts'
import { FakeProtocol, FakeSession } from './session.ts'

// The names that main and the shell import from `electron`, each a double typed against Electron's own declarations:
// a method that Electron drops or changes stops this from compiling, as it stops the sources.

export { FakeBrowserWindow as BrowserWindow } from './browser-window.ts'
export { fakeMenuModule as Menu } from './menu.ts'
export { FakeNotification as Notification } from './notification.ts'
export { FakeMessageChannel as MessageChannelMain } from './ports.ts'
export { fakeNativeImage as nativeImage, FakeTray as Tray } from './tray.ts'

export const app = new FakeApp()
shared.app = app

export const protocol = new FakeProtocol()
export const session = { defaultSession: new FakeSession() }
export const ipcMain = new EventEmitter()
export const powerMonitor = new EventEmitter()
export const nativeTheme = { shouldUseDarkColors: false } satisfies Pick<NativeTheme, 'shouldUseDarkColors'>

/** What main asked the desktop to open or to say; `response` is the button that a person presses. */
export const asked: {
  readonly opened: string[]
  readonly errors: string[]
  readonly questions: MessageBoxOptions[]
  response: number
} = { opened: [], errors: [], questions: [], response: 0 }

export const shell = {
  async openExternal(url) {
    asked.opened.push(url)
  },
} satisfies Pick<Shell, 'openExternal'>

export const dialog = {
  showErrorBox(title, content) {
    asked.errors.push(`${title}: ${content}`)
  },
  async showMessageBox(options: unknown) {
    asked.questions.push(options as MessageBoxOptions)
    return { response: asked.response, checkboxChecked: false }
  },
} satisfies Pick<Dialog, 'showErrorBox' | 'showMessageBox'>

/** One screen of 1920 by 1080 with a panel at its top; a test may take it away. */
export const displays = [{ workArea: { x: 0, y: 30, width: 1920, height: 1050 } }]

export const screen = {
  getAllDisplays: () => displays as unknown as Display[],
} satisfies Pick<Screen, 'getAllDisplays'>

/** What the desktop's clipboard holds. */
export const copied = { text: '' }

export const clipboard = {
  async writeText(text) {
    copied.text = text
  },
  readText: async () => copied.text,
  clear() {
    copied.text = ''
  },
} satisfies Pick<Clipboard, 'writeText' | 'readText' | 'clear'>
