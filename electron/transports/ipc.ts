import { type IpcMainEvent, ipcMain, MessageChannelMain, type MessagePortMain, type WebContents } from 'electron'
import type { GuardedCore } from '../../shared/contract.ts'
import { type Channel, connect } from './connection.ts'

/** The longest frame a page may send, in characters; a certificate of a megabyte fits. */
const maxFrame = 2 * 1024 * 1024
/** After so many frames the page's thread is asked whether it still runs; a live thread empties its port. */
const askEvery = 64
/** So many frames without an answer mean a page that hangs: it is loaded anew instead of filling memory. */
const giveUpAfter = 1024

/** A channel that main can end, and that learns that its page is alive. */
interface PortChannel extends Channel {
  close(): void
  seen(): void
}

/**
 * Serves the contract to every window: a page asks for a port, and gets a new one for each load.
 * `origin` is the only one that is answered. The core may still be opening: frames wait in the port.
 */
export function serveWindows(core: Promise<GuardedCore>, origin: string): void {
  const channels = new WeakMap<WebContents, PortChannel>()

  ipcMain.on('pullcord-port', (event) => {
    const { sender, senderFrame } = event
    if (senderFrame === null || !isOurs(event, origin)) return
    if (channels.has(sender)) channels.get(sender)?.close()
    else closeWithPage(sender, () => channels.get(sender)?.close())
    const { port1, port2 } = new MessageChannelMain()
    const channel = channelOver(port1, {
      ask: () => sender.send('pullcord-alive'),
      giveUp: () => sender.reload(),
    })
    channels.set(sender, channel)
    senderFrame.postMessage('pullcord-port', null, [port2])
    core.then(
      (opened) => {
        connect(opened, channel)
        return port1.start()
      },
      // Whoever opened the core says why it failed.
      () => channel.close(),
    )
  })

  ipcMain.on('pullcord-alive', (event) => {
    if (isOurs(event, origin)) channels.get(event.sender)?.seen()
  })
}

/** A frame that has navigated or gone is null; a frame inside a frame is never ours. */
function isOurs({ sender, senderFrame }: IpcMainEvent, origin: string): boolean {
  return senderFrame !== null && senderFrame === sender.mainFrame && senderFrame.origin === origin
}

/** A renderer's port may never say that it closed, so the page's own events do; no heartbeat is needed for that. */
function closeWithPage(page: WebContents, close: () => void): void {
  page.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (isMainFrame && !isSameDocument) close()
  })
  page.on('render-process-gone', close)
  page.on('destroyed', close)
}

function channelOver(
  port: MessagePortMain,
  { ask, giveUp }: { readonly ask: () => void; readonly giveUp: () => void },
): PortChannel {
  const endings: (() => void)[] = []
  let unseen = 0
  let closed = false
  const close = (): void => {
    if (closed) return
    closed = true
    port.close()
    for (const end of endings) end()
  }
  port.on('close', close)
  return {
    send(frame) {
      if (closed) return
      if (++unseen > giveUpAfter) {
        close()
        giveUp()
        return
      }
      port.postMessage(frame)
      if (unseen % askEvery === 0) ask()
    },
    onMessage(listener) {
      port.on('message', ({ data }: { readonly data: unknown }) => {
        if (closed || typeof data !== 'string') return
        if (data.length > maxFrame) close()
        else listener(data)
      })
    },
    onClose(listener) {
      // The page may be gone before the core was open.
      if (closed) listener()
      else endings.push(listener)
    },
    close,
    seen: () => void (unseen = 0),
  }
}
