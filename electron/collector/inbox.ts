import { appendFileSync, closeSync, ftruncateSync, openSync, readFileSync } from 'node:fs'
import type { MirrorRequest } from '../../shared/pulls/sighting.ts'
import { attempt } from './attempt.ts'

/**
 * What was told and thanked for, and is not in the record yet. Each lot is written down at once, which takes a tenth of
 * what a transaction takes; the record gets it in bursts, in which a pull of six requests is written once, not six
 * times. What a killed collector leaves here the next one takes first.
 */
export interface Inbox {
  /** It is on disk when this returns; when it throws, it is not taken, and may be told again. */
  add(requests: readonly MirrorRequest[]): void
  close(): void
}

/** The longest that news are kept back. */
const burstMs = 60
/** After the record took nothing. */
const againMs = 5_000
/** Whoever tells more while the record takes nothing has to wait. */
const maxWaiting = 20_000

/** `take` keeps requests, whether they come the first time or again; it throws when it cannot. */
export function openInbox(path: string, take: (requests: readonly MirrorRequest[]) => void): Inbox {
  const file = openSync(path, 'a', 0o600)
  let size = 0
  let waiting = 0
  let timer: NodeJS.Timeout | null = null

  // Read back rather than held: what lives for a tenth of a second grows old in V8's heap, which then triples.
  const pass = (): void => {
    const requests = requestsIn(readFileSync(path, 'utf8'))
    if (requests.length > 0) take(requests)
    ftruncateSync(file)
    size = 0
    waiting = 0
  }
  const passIn = (milliseconds: number): void => {
    timer ??= setTimeout(() => {
      timer = null
      attempt(pass)
      if (waiting > 0) passIn(againMs)
    }, milliseconds)
  }

  pass()
  return {
    add(requests) {
      if (requests.length === 0) return
      if (waiting > maxWaiting) pass()
      const text = Buffer.from(requests.map((request) => `${JSON.stringify(request)}\n`).join(''))
      try {
        appendFileSync(file, text)
      } catch (error) {
        // What comes next must not stand behind half a line.
        ftruncateSync(file, size)
        throw error
      }
      size += text.length
      waiting += requests.length
      passIn(burstMs)
    },
    close() {
      if (timer) clearTimeout(timer)
      attempt(pass)
      closeSync(file)
    },
  }
}

// A line that was cut off by a crash was not thanked for.
function requestsIn(text: string): readonly MirrorRequest[] {
  const lines = text.split('\n').slice(0, -1)
  return lines.flatMap((line) => {
    try {
      return [JSON.parse(line) as MirrorRequest]
    } catch {
      return []
    }
  })
}
