import { readFileSync } from 'node:fs'
import type { BrowserContext, CDPSession, Page, Route } from '@playwright/test'
import type { HandlerDetails } from 'electron'
import type { FakeBrowserWindow } from './browser-window.ts'
import type * as electronDouble from './electron.ts'
import { type FromMain, pageWorld, preloadWorld, type ToMain } from './in-page.ts'
import { Preventable } from './lifecycle.ts'
import type { FakeMessagePort } from './ports.ts'
import type { Renderer } from './web-contents.ts'

// Chromium alone knows no `app:` scheme, and requests for one never reach the interception [measured, 156].
// The page therefore lives at an https origin, a secure one as `app:` is, and main hears of it as `app:`.
const web = 'https://pullcord.test'
const app = 'app://pullcord'

/** A window's page drawn by Chromium: the real client and the real preload, each in its own world. */
export class ChromiumRenderer implements Renderer {
  readonly page: Page
  /** Errors and violations of the policy that the page reported. */
  readonly problems: string[] = []
  readonly #electron: typeof electronDouble
  readonly #window: FakeBrowserWindow
  readonly #cdp: CDPSession
  readonly #ports = new Map<number, FakeMessagePort>()
  #lastPort = 0
  /** The preload's world of the document that is shown. */
  #world: number | null = null
  /** Whether main asked for the next navigation; Electron reports only those of the page. */
  #asked = false

  private constructor(electron: typeof electronDouble, window: FakeBrowserWindow, page: Page, cdp: CDPSession) {
    this.#electron = electron
    this.#window = window
    this.page = page
    this.#cdp = cdp
  }

  static async open(
    electron: typeof electronDouble,
    window: FakeBrowserWindow,
    context: BrowserContext,
  ): Promise<ChromiumRenderer> {
    const page = await context.newPage()
    const renderer = new ChromiumRenderer(electron, window, page, await context.newCDPSession(page))
    await renderer.#prepare()
    return renderer
  }

  async load(url: string): Promise<void> {
    this.#asked = true
    await this.page.goto(url.replace(app, web))
    this.#window.emit('ready-to-show')
    this.#window.webContents.emit('did-finish-load')
  }

  reload(): void {
    this.#asked = true
    this.page.reload().catch(() => {})
  }

  deliver(channel: string, args: readonly unknown[], ports: readonly FakeMessagePort[]): void {
    this.#say({ kind: 'send', channel, args, ports: ports.map((port) => this.#adopt(port)) })
  }

  close(): void {
    this.page.close().catch(() => {})
  }

  async #prepare(): Promise<void> {
    const { sandbox, contextIsolation, preload } = this.#window.options.webPreferences ?? {}
    if (!sandbox || !contextIsolation || preload === undefined)
      throw new Error('only sandboxed, isolated pages are played')
    const { page } = this
    page.on('console', (message) => message.type() === 'error' && this.problems.push(message.text()))
    page.on('pageerror', (error) => this.problems.push(error.message))
    page.on('popup', (popup) => void popup.close())
    await page.route('**/*', (route) => this.#answer(route))

    const cdp = this.#cdp
    cdp.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.name !== 'preload') return
      this.#world = context.id
      this.#window.webContents.mainFrame.origin = context.origin.replace(web, app)
    })
    cdp.on(
      'Runtime.bindingCalled',
      ({ name, payload }) => name === 'toMain' && this.#hear(JSON.parse(payload) as ToMain),
    )
    cdp.on('Page.windowOpen', ({ url }) => {
      this.#window.webContents.openHandler({ url } as HandlerDetails)
    })
    await cdp.send('Page.enable')
    await cdp.send('Runtime.enable')
    await cdp.send('Runtime.addBinding', { name: 'toMain', executionContextName: 'preload' })
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: pageWorld })
    const source = preloadWorld(readFileSync(preload, 'utf8'))
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source, worldName: 'preload' })
  }

  async #answer(route: Route): Promise<void> {
    const request = route.request()
    const url = request.url().replace(web, app)
    if (request.isNavigationRequest() && !this.#mayNavigate(url, request.frame() === this.page.mainFrame())) {
      return route.abort('aborted')
    }
    if (!url.startsWith(`${app}/`)) return route.abort('addressunreachable')
    const answer = await this.#electron.protocol.answer(url)
    const body = Buffer.from(await answer.arrayBuffer())
    await route.fulfill({ status: answer.status, headers: Object.fromEntries(answer.headers), body })
  }

  #mayNavigate(url: string, isMainFrame: boolean): boolean {
    const asked = this.#asked && isMainFrame
    const event = Object.assign(new Preventable(), { url, isMainFrame, isSameDocument: false })
    if (!asked) this.#window.webContents.emit('will-frame-navigate', event)
    if (isMainFrame) this.#asked = false
    if (event.defaultPrevented) return false
    if (isMainFrame) {
      this.#world = null
      this.#window.webContents.emit('did-start-navigation', { url, isMainFrame, isSameDocument: false })
    }
    return true
  }

  #hear(frame: ToMain): void {
    const sender = this.#window.webContents
    if (frame.kind === 'port') this.#ports.get(frame.port)?.postMessage(frame.data)
    else this.#electron.ipcMain.emit(frame.channel, { sender, senderFrame: sender.mainFrame }, ...frame.args)
  }

  #adopt(port: FakeMessagePort): number {
    const id = ++this.#lastPort
    this.#ports.set(id, port)
    port.on('message', ({ data }: { readonly data: unknown }) => this.#say({ kind: 'port', port: id, data }))
    port.start()
    return id
  }

  #say(frame: FromMain): void {
    if (this.#world === null) return
    const expression = `fromMain(${JSON.stringify(frame)})`
    // The document may be gone by then; so would it be in Electron.
    this.#cdp.send('Runtime.evaluate', { expression, contextId: this.#world }).catch(() => {})
  }
}
