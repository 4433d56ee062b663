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
const burstMs = 100
/** After the record took nothing. */
const againMs = 5_000
/** Whoever tells more while the record takes nothing has to wait. */
const maxWaiting = 20_000

/** `take` keeps requests, whether they come the first time or again; it throws when it cannot. */
export function openInbox(path: string, take: (requests: readonly MirrorRequest[]) => void): Inbox {
  const file = openSync(path, 'a', 0o600)
  let waiting: MirrorRequest[] = [...left(path)]
  let size = 0
  let timer: NodeJS.Timeout | null = null

  const pass = (): void => {
    if (waiting.length > 0) take(waiting)
    waiting = []
    size = 0
    ftruncateSync(file)
  }
  const passIn = (milliseconds: number): void => {
    timer ??= setTimeout(() => {
      timer = null
      attempt(pass)
      if (waiting.length > 0) passIn(againMs)
    }, milliseconds)
  }
  const write = (requests: readonly MirrorRequest[]): void => {
    const text = Buffer.from(`${requests.map((request) => JSON.stringify(request)).join('\n')}\n`)
    try {
      appendFileSync(file, text)
      size += text.length
    } catch (error) {
      // What comes next must not stand behind half a line.
      ftruncateSync(file, size)
      throw error
    }
  }

  pass()
  return {
    add(requests) {
      if (requests.length === 0) return
      if (waiting.length > maxWaiting) pass()
      write(requests)
      waiting.push(...requests)
      passIn(burstMs)
    },
    close() {
      if (timer) clearTimeout(timer)
      attempt(pass)
      closeSync(file)
    },
  }
}

// A line that was cut off by the crash was not thanked for.
function left(path: string): readonly MirrorRequest[] {
  const lines = readFileSync(path, 'utf8').split('\n').slice(0, -1)
  return lines.flatMap((line) => {
    try {
      return [JSON.parse(line) as MirrorRequest]
    } catch {
      return []
    }
  })
}
