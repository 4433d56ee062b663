import { EventEmitter } from 'node:events'
import type { MessagePortMain, WebContents, WebFrameMain } from 'electron'
import type { FakeMessagePort } from './ports.ts'

/** What draws a page: nothing, or Chromium. Null when nobody looks. */
export interface Renderer {
  load(url: string): Promise<void>
  reload(): void
  /** A message for the preload, with ports to hand over. */
  deliver(channel: string, args: readonly unknown[], ports: readonly FakeMessagePort[]): void
  close(): void
}

/** The frame that a page's messages come from. */
export class FakeFrame implements Pick<WebFrameMain, 'postMessage'> {
  origin: string
  readonly #page: FakeWebContents

  constructor(page: FakeWebContents, origin: string) {
    this.#page = page
    this.origin = origin
  }

  postMessage(channel: string, message: unknown, transfer: MessagePortMain[] = []): void {
    const ports = transfer as unknown as FakeMessagePort[]
    this.#page.sent.push({ channel, args: [message], ports })
    this.#page.renderer?.deliver(channel, [message], ports)
  }
}

/** A message that main sent to a page. */
export interface Sent {
  readonly channel: string
  readonly args: readonly unknown[]
  readonly ports: readonly FakeMessagePort[]
}

type Used = 'isLoading' | 'reload' | 'send' | 'setWindowOpenHandler'
type OpenHandler = Parameters<WebContents['setWindowOpenHandler']>[0]

/** A page as main sees it. */
export class FakeWebContents extends EventEmitter implements Pick<WebContents, Used> {
  readonly mainFrame = new FakeFrame(this, 'null')
  readonly sent: Sent[] = []
  reloads = 0
  loading = false
  renderer: Renderer | null = null
  openHandler: OpenHandler = () => ({ action: 'allow' })

  isLoading(): boolean {
    return this.loading
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler
  }

  send(channel: string, ...args: unknown[]): void {
    this.sent.push({ channel, args, ports: [] })
    this.renderer?.deliver(channel, args, [])
  }

  reload(): void {
    this.reloads++
    this.navigate(this.mainFrame.origin)
    this.renderer?.reload()
  }

  /** What main hears when the main frame begins to load a document. */
  navigate(origin: string): void {
    this.mainFrame.origin = origin
    this.emit('did-start-navigation', { url: `${origin}/`, isMainFrame: true, isSameDocument: false })
  }
}
