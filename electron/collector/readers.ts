import type { IncomingMessage, ServerResponse } from 'node:http'
import type { CollectorNews } from '../../shared/pulls/collector.ts'

/** Serves laptops, which read alone. */
export interface Readers {
  /** One answer with what came after a cursor. */
  once(request: IncomingMessage, answer: ServerResponse, after: number): void
  /** The same, and then what comes, one JSON a line, until the reader goes. */
  stream(request: IncomingMessage, answer: ServerResponse, after: number): void
  /** Something new was kept. */
  stir(): void
  count(): number
  close(): void
}

/** News of a burst go together. */
const burstMs = 100
/** So many pulls a line; a reader that is behind gets the next as soon as it has taken the last. */
const perLine = 500
const maxReaders = 200

/** `news` makes the line after a cursor, for a reader at an address. */
export function makeReaders(news: (after: number, limit: number, you: string | null) => CollectorNews): Readers {
  const open = new Set<() => void>()
  let burst: NodeJS.Timeout | null = null

  return {
    once(request, answer, after) {
      answer.writeHead(200, { 'content-type': 'application/json' })
      answer.end(JSON.stringify(news(after, perLine, addressOf(request))))
    },
    stream(request, answer, after) {
      if (open.size >= maxReaders) {
        answer.writeHead(503, { 'retry-after': '60' }).end()
        return
      }
      const you = addressOf(request)
      // The kernel tells of a reader that is gone; nobody has to ask.
      request.socket.setKeepAlive(true, 30_000)
      request.socket.setTimeout(0)
      answer.writeHead(200, { 'content-type': 'application/x-ndjson' })
      let cursor = after
      let busy = false
      const push = (first = false): void => {
        if (busy || answer.destroyed) return
        const line = news(cursor, perLine, you)
        if (!first && line.pulls.length === 0) return
        const isMore = line.pulls.length === perLine
        cursor = line.cursor
        busy = true
        // A reader that does not take what it was given costs one line of memory, never more.
        const next = (): void => {
          busy = false
          if (isMore) push()
        }
        if (answer.write(`${JSON.stringify(line)}\n`)) setImmediate(next)
        else answer.once('drain', () => ((busy = false), push()))
      }
      const again = (): void => push()
      open.add(again)
      answer.on('close', () => open.delete(again))
      push(true)
    },
    stir() {
      if (open.size === 0) return
      burst ??= setTimeout(() => {
        burst = null
        for (const push of open) push()
      }, burstMs)
    },
    count: () => open.size,
    close() {
      if (burst) clearTimeout(burst)
      open.clear()
    },
  }
}

/** Without what IPv6 adds to an IPv4 address. */
export function addressOf({ socket }: IncomingMessage): string | null {
  return socket.remoteAddress?.replace(/^::ffff:/, '') ?? null
}
