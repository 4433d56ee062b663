import { EventEmitter } from 'node:events'
import type { BrowserWindow, BrowserWindowConstructorOptions, Rectangle } from 'electron'
import { requireReady } from './lifecycle.ts'
import { shared } from './shared.ts'
import { FakeWebContents } from './web-contents.ts'

type Used =
  | 'close'
  | 'destroy'
  | 'focus'
  | 'getNormalBounds'
  | 'isDestroyed'
  | 'isMaximized'
  | 'isMinimized'
  | 'isVisible'
  | 'loadURL'
  | 'maximize'
  | 'restore'
  | 'setMenuBarVisibility'
  | 'show'

/** A window without pixels, or with those of Chromium where a renderer is given. */
export class FakeBrowserWindow extends EventEmitter implements Pick<BrowserWindow, Used> {
  static readonly #open = new Set<FakeBrowserWindow>()
  /** How many were ever made. */
  static made = 0
  readonly options: BrowserWindowConstructorOptions
  readonly webContents = new FakeWebContents()
  bounds: Rectangle
  menuBar = true
  /** Set by a test to play a minimised window. */
  minimized = false
  focused = 0
  shown = 0
  #maximized = false
  #visible: boolean
  #destroyed = false

  constructor(options: BrowserWindowConstructorOptions) {
    requireReady('BrowserWindow')
    super()
    this.options = options
    const { x = 100, y = 100, width = 800, height = 600 } = options
    this.bounds = { x, y, width, height }
    this.#visible = options.show ?? true
    FakeBrowserWindow.made++
    FakeBrowserWindow.#open.add(this)
    shared.app?.emit('web-contents-created', {}, this.webContents)
  }

  static getAllWindows(): readonly FakeBrowserWindow[] {
    return [...FakeBrowserWindow.#open]
  }

  async loadURL(url: string): Promise<void> {
    const { protocol, host } = new URL(url)
    this.webContents.navigate(`${protocol}//${host}`)
    this.webContents.renderer = (await shared.makeRenderer?.(this)) ?? null
    await this.webContents.renderer?.load(url)
  }

  /** Closing a window of Electron destroys it. */
  close(): void {
    if (this.#destroyed) return
    this.emit('close', { preventDefault: () => {} })
    this.destroy()
  }

  destroy(): void {
    if (this.#destroyed) return
    this.#destroyed = true
    FakeBrowserWindow.#open.delete(this)
    this.webContents.renderer?.close()
    this.webContents.emit('destroyed')
    this.emit('closed')
    if (FakeBrowserWindow.#open.size > 0) return
    // Electron quits by itself where nobody listens.
    if (!shared.app?.emit('window-all-closed')) shared.app?.quit()
  }

  focus(): void {
    this.focused++
  }

  getNormalBounds(): Rectangle {
    return this.bounds
  }

  isDestroyed(): boolean {
    return this.#destroyed
  }

  isMaximized(): boolean {
    return this.#maximized
  }

  isMinimized(): boolean {
    return this.minimized
  }

  isVisible(): boolean {
    return this.#visible
  }

  maximize(): void {
    this.#maximized = true
    this.#visible = true
  }

  restore(): void {
    this.minimized = false
  }

  setMenuBarVisibility(visible: boolean): void {
    this.menuBar = visible
  }

  show(): void {
    if (this.#destroyed) throw new TypeError('Object has been destroyed')
    this.shown++
    this.#visible = true
  }
}
