import type { CallName, Calls, ClientFrame, Core, EventName, Events, ServerFrame } from '../../shared/contract.ts'
import { CallFailed, type Channel, Disconnected } from './channel.ts'

interface Waiting {
  resolve(output: unknown): void
  reject(why: Error): void
}

/** The contract over a channel. Calls that are open when the channel closes reject with `Disconnected`. */
export function makeClient(channel: Channel): Core {
  const waiting = new Map<number, Waiting>()
  const listeners = new Map<string, Set<(event: unknown) => void>>()
  let lastId = 0
  let closed = false

  channel.onClose(() => {
    closed = true
    for (const { reject } of waiting.values()) reject(new Disconnected())
    waiting.clear()
  })

  channel.onMessage((text) => {
    const frame = parseFrame(text)
    if (frame?.kind === 'event') {
      for (const listener of listeners.get(frame.name) ?? []) listener(frame.event)
      return
    }
    const asked = frame && waiting.get(frame.id)
    if (!asked) return
    waiting.delete(frame.id)
    if (frame.kind === 'result') asked.resolve(frame.output)
    else asked.reject(new CallFailed(frame.notice))
  })

  return {
    call<N extends CallName>(name: N, input: Calls[N]['in']): Promise<Calls[N]['out']> {
      if (closed) return Promise.reject(new Disconnected())
      const id = ++lastId
      return new Promise<Calls[N]['out']>((resolve, reject) => {
        waiting.set(id, { resolve: (output) => resolve(output as Calls[N]['out']), reject })
        channel.send(JSON.stringify({ kind: 'call', id, name, input } satisfies ClientFrame))
      })
    },
    on<N extends EventName>(name: N, listener: (event: Events[N]) => void): () => void {
      const heard = listeners.get(name) ?? new Set()
      listeners.set(name, heard)
      const untyped = (event: unknown): void => listener(event as Events[N])
      heard.add(untyped)
      return () => heard.delete(untyped)
    },
  }
}

// The core is trusted, its frames are not guessed at: what is no frame is dropped.
function parseFrame(text: string): ServerFrame | null {
  try {
    const frame: unknown = JSON.parse(text)
    return typeof frame === 'object' && frame !== null && 'kind' in frame ? (frame as ServerFrame) : null
  } catch {
    return null
  }
}
