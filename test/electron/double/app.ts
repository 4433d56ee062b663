import { EventEmitter } from 'node:events'
import type { App } from 'electron'
import { FakeBrowserWindow } from './browser-window.ts'
import { lifecycle, Preventable, requireNotReady } from './lifecycle.ts'

type Used =
  | 'enableSandbox'
  | 'exit'
  | 'getAppPath'
  | 'getPreferredSystemLanguages'
  | 'isPackaged'
  | 'quit'
  | 'requestSingleInstanceLock'
  | 'setAsDefaultProtocolClient'
  | 'setPath'
  | 'whenReady'

/** The app: its life from start to quit, without windows of its own. */
export class FakeApp extends EventEmitter implements Pick<App, Used> {
  /** What a test may set before main runs. */
  firstInstance = true
  isPackaged = false
  appPath = process.cwd()
  languages = ['en-US']
  /** What main did. */
  readonly paths: Record<string, string> = {}
  readonly schemes: string[] = []
  sandboxed = false
  exitCode: number | null = null
  #becameReady: () => void = () => {}
  readonly #ready = new Promise<void>((resolve) => (this.#becameReady = resolve))

  enableSandbox(): void {
    requireNotReady('app.enableSandbox')
    this.sandboxed = true
  }

  exit(code = 0): void {
    this.exitCode = code
    this.emit('quit', {}, code)
  }

  getAppPath(): string {
    return this.appPath
  }

  getPreferredSystemLanguages(): string[] {
    return this.languages
  }

  /** As documented: `before-quit`, then every window closes, then `will-quit`, which may be prevented. */
  quit(): void {
    this.emit('before-quit', new Preventable())
    for (const window of FakeBrowserWindow.getAllWindows()) window.close()
    const event = new Preventable()
    this.emit('will-quit', event)
    if (!event.defaultPrevented) this.exit(0)
  }

  requestSingleInstanceLock(): boolean {
    return this.firstInstance
  }

  setAsDefaultProtocolClient(scheme: string): boolean {
    this.schemes.push(scheme)
    return true
  }

  setPath(name: string, path: string): void {
    requireNotReady('app.setPath')
    this.paths[name] = path
  }

  whenReady(): Promise<void> {
    return this.#ready
  }

  /** What Electron does once its main module has run. */
  becomeReady(): void {
    lifecycle.ready = true
    this.emit('ready')
    this.#becameReady()
  }
}
