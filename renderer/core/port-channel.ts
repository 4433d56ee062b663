import type { Channel } from './channel.ts'

/** What the preload posts to the page together with the port. */
const handOver = 'pullcord-port'

/** Waits for the port that the preload of the Electron shell hands to this page. */
export function receivePort(page: Window): Promise<Channel> {
  return new Promise((resolve) => {
    const listen = (message: MessageEvent): void => {
      const [port] = message.ports
      if (message.source !== page || message.data?.kind !== handOver || !port) return
      page.removeEventListener('message', listen)
      resolve(portChannel(port))
    }
    page.addEventListener('message', listen)
  })
}

/** The contract's frames over a MessagePort. A port that is never told of its end stays silent for good. */
function portChannel(port: MessagePort): Channel {
  return {
    send: (frame) => port.postMessage(frame),
    onMessage: (listener) => {
      port.addEventListener('message', ({ data }) => listener(String(data)))
      port.start()
    },
    onClose: (listener) => port.addEventListener('close', listener, { once: true }),
  }
}
