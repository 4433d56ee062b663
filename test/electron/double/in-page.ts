import type { ContextBridge, IpcRenderer } from 'electron'

/** What the preload's world says to main, as JSON through a binding. */
export type ToMain =
  | { readonly kind: 'send'; readonly channel: string; readonly args: readonly unknown[] }
  | { readonly kind: 'port'; readonly port: number; readonly data: unknown }

/** What main says to the preload's world. `ports` are numbers that both sides know. */
export type FromMain =
  | {
      readonly kind: 'send'
      readonly channel: string
      readonly args: readonly unknown[]
      readonly ports: readonly number[]
    }
  | { readonly kind: 'port'; readonly port: number; readonly data: unknown }

/** Runs in the page's own world, first of all: defines what the other world exposes. */
export const pageWorld = `(${defineExposed.toString()})()`

/** Runs the built preload as a sandboxed renderer would: in a world of its own, with nothing to require but Electron. */
export function preloadWorld(source: string): string {
  return `(${startPreload.toString()})(function (require, module, exports) {\n${source}\n})`
}

// The functions below are sent to Chromium as text: they may use nothing from outside themselves.

function defineExposed(): void {
  document.addEventListener('exposed', (event) => {
    const { key, value } = JSON.parse((event as CustomEvent<string>).detail) as { key: string; value: unknown }
    Object.defineProperty(window, key, { value })
  })
}

function startPreload(preload: (require: (name: string) => unknown, module: object, exports: object) => void): void {
  type Listener = (event: { readonly ports: readonly MessagePort[] }, ...args: readonly unknown[]) => void
  const world = globalThis as typeof globalThis & { toMain(json: string): void; fromMain(frame: FromMain): void }
  const say = (frame: ToMain): void => world.toMain(JSON.stringify(frame))
  const listeners: { readonly channel: string; readonly listener: Listener }[] = []
  const ports = new Map<number, MessagePort>()

  const contextBridge: ContextBridge = {
    // Worlds share events, and nothing else.
    exposeInMainWorld: (key, value) =>
      document.dispatchEvent(new CustomEvent('exposed', { detail: JSON.stringify({ key, value }) })),
    exposeInIsolatedWorld: () => {
      throw new Error('not played')
    },
    executeInMainWorld: () => {
      throw new Error('not played')
    },
  }
  const send: IpcRenderer['send'] = (channel, ...args) => say({ kind: 'send', channel, args })
  const on = (channel: string, listener: Listener): void => void listeners.push({ channel, listener })

  const openPort = (port: number): MessagePort => {
    const { port1, port2 } = new MessageChannel()
    port1.addEventListener('message', ({ data }) => say({ kind: 'port', port, data }))
    port1.start()
    ports.set(port, port1)
    return port2
  }
  world.fromMain = (frame) => {
    if (frame.kind === 'port') return ports.get(frame.port)?.postMessage(frame.data)
    const event = { ports: frame.ports.map(openPort) }
    for (const { channel, listener } of listeners) if (channel === frame.channel) listener(event, ...frame.args)
  }
  const require = (name: string): unknown => {
    if (name === 'electron') return { contextBridge, ipcRenderer: { send, on } }
    throw new Error(`a sandboxed preload cannot require ${name}`)
  }
  preload(require, {}, {})
}
