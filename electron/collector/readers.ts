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

/** News without whom they go to. */
export type News = Omit<CollectorNews, 'you'>

/** A line for several readers is not older than this. */
const freshMs = 100
/** So many pulls a line; a reader that is behind gets the next as soon as it has taken the last. */
const perLine = 500
const maxReaders = 200
/** One that takes nothing for so long is let go, and comes again with its cursor. */
const stuckMs = 60_000

/** `news` makes the line after a cursor. */
export function makeReaders(news: (after: number, limit: number) => News): Readers {
  const open = new Set<() => void>()
  let burst: NodeJS.Immediate | null = null
  let latest: { readonly after: number; readonly line: Line } | null = null

  // Readers that are up to date all get the same line; one that comes later needs the time of now in it.
  const lineAfter = (after: number): Line => {
    if (latest?.after !== after || Date.now() - latest.line.at > freshMs)
      latest = { after, line: lineOf(news(after, perLine)) }
    return latest.line
  }

  return {
    once(request, answer, after) {
      answer.writeHead(200, { 'content-type': 'application/json' })
      answer.end(lineOf(news(after, perLine)).to(addressOf(request)))
    },
    stream(request, answer, after) {
      if (open.size >= maxReaders) {
        answer.writeHead(503, { 'retry-after': '60' }).end()
        return
      }
      const you = addressOf(request)
      // The kernel tells of a reader that is gone; nobody has to ask.
      request.socket.setKeepAlive(true, 30_000)
      answer.writeHead(200, { 'content-type': 'application/x-ndjson' })
      let cursor = after
      let busy = false
      const push = (first = false): void => {
        if (busy || answer.destroyed) return
        const line = lineAfter(cursor)
        if (!first && line.pulls === 0) return
        cursor = line.cursor
        busy = true
        const next = (): void => {
          request.socket.setTimeout(0)
          busy = false
          if (line.pulls === perLine) push()
        }
        // A reader that does not take what it was given costs one line of memory, never more.
        if (answer.write(line.to(you))) return void setImmediate(next)
        request.socket.setTimeout(stuckMs)
        answer.once('drain', () => (next(), push()))
      }
      const again = (): void => push()
      open.add(again)
      answer.on('close', () => open.delete(again))
      request.socket.setTimeout(0)
      push(true)
    },
    stir() {
      latest = null
      if (open.size === 0) return
      // The inbox gathers bursts; here only what belongs to one of them goes together.
      burst ??= setImmediate(() => {
        burst = null
        for (const push of open) push()
      })
    },
    count: () => open.size,
    close() {
      if (burst) clearImmediate(burst)
      open.clear()
    },
  }
}

interface Line {
  readonly at: number
  readonly cursor: number
  readonly pulls: number
  to(you: string | null): string
}

function lineOf(told: News): Line {
  const rest = JSON.stringify(told).slice(1)
  return {
    at: told.at,
    cursor: told.cursor,
    pulls: told.pulls.length,
    to: (you) => `{"you":${JSON.stringify(you)},${rest}\n`,
  }
}

/** Without what IPv6 adds to an IPv4 address. */
export function addressOf({ socket }: IncomingMessage): string | null {
  return socket.remoteAddress?.replace(/^::ffff:/, '') ?? null
}
