import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http'
import type { Readable } from 'node:stream'
import { AppError, asAppError, errnoOf, failure } from '../../shared/errors.ts'
import { endpointOf, type Mirror } from '../../shared/registry.ts'
import { NoConnection, requestTo } from './ask.ts'
import { judgeError } from './health.ts'

/** How much patience a mirror is given, and how much it may say. */
export interface TalkLimits {
  /** Without a byte. */
  readonly idleMs: number
  /** For all that is asked in one talk. */
  readonly wholeMs: number
  /** Of one answer, after gzip was undone. */
  readonly pageBytes: number
}

/** Several questions to one mirror over one connection. All that fails is an AppError that names the mirror. */
export interface Talk {
  /** GET; the answer's head. Redirects are answers, not followed. What is left of the answer before is dropped. */
  ask(path: string, headers?: OutgoingHttpHeaders): Promise<IncomingMessage>
  /** The body of an answer, piece by piece. */
  read(answer: IncomingMessage): AsyncGenerator<Buffer>
  /** Must be called, however it ended. */
  close(): void
}

/** Who is going to answer does not take longer to accept a connection. */
const connectMs = 10_000

/** Begins a talk; an abort of `signal` ends it with the notice `list-stopped`. */
export function openTalk(mirror: Mirror, limits: TalkLimits, signal: AbortSignal): Talk {
  const { url } = mirror
  const { Agent } = process.getBuiltinModule(`node:${endpointOf(mirror).scheme}`)
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const end = new AbortController()
  const endAfter = (milliseconds: number, why: AppError): NodeJS.Timeout =>
    setTimeout(() => end.abort(why), milliseconds)
  const stop = (): void => end.abort(failure('list-stopped', { url }))
  if (signal.aborted) stop()
  signal.addEventListener('abort', stop)
  const silent = failure('list-silent', { url, seconds: Math.ceil(limits.idleMs / 1000) })
  const minutes = Math.ceil(limits.wholeMs / 60_000)
  const whole = endAfter(limits.wholeMs, failure('list-too-slow', { url, minutes }))

  const judged = (error: unknown): AppError => {
    const { notice } = judgeError(mirror, error)
    return notice === null ? asAppError(error) : new AppError(notice, { cause: error })
  }

  // What was not read to its end would keep the one connection for itself.
  let last: IncomingMessage | null = null

  const once = async (path: string, headers: OutgoingHttpHeaders, isAgain: boolean): Promise<IncomingMessage> => {
    if (last?.readableEnded === false) last.destroy()
    let patience = endAfter(Math.min(connectMs, limits.idleMs), judged(new NoConnection()))
    const onConnect = (): void => {
      clearTimeout(patience)
      patience = endAfter(limits.idleMs, silent)
    }
    try {
      last = await new Promise<IncomingMessage>((resolve, reject) => {
        const options = {
          agent,
          signal: end.signal,
          headers: { accept: 'application/json', ...headers, 'accept-encoding': 'gzip' },
        }
        const request = requestTo(mirror, path, options, resolve)
        request.on('socket', (socket) => (socket.connecting ? socket.once('connect', onConnect) : onConnect()))
        // A server may close an idle connection in the very moment in which it is used again.
        request.on('error', (error) => {
          if (request.reusedSocket && !isAgain && !end.signal.aborted) resolve(once(path, headers, true))
          else reject(error)
        })
        request.end()
      })
      return last
    } catch (error) {
      throw end.signal.aborted ? end.signal.reason : error instanceof AppError ? error : judged(error)
    } finally {
      clearTimeout(patience)
    }
  }

  return {
    ask: (path, headers = {}) => once(path, headers, false),
    async *read(answer) {
      const patience = endAfter(limits.idleMs, silent)
      let bytes = 0
      try {
        for await (const chunk of unzipped(answer, url) as AsyncIterable<Buffer>) {
          patience.refresh()
          bytes += chunk.length
          if (bytes > limits.pageBytes)
            throw failure('list-page-too-large', { url, limit: megabytes(limits.pageBytes) })
          yield chunk
        }
      } catch (error) {
        throw end.signal.aborted ? end.signal.reason : brokenOff(url, error)
      } finally {
        clearTimeout(patience)
        if (!answer.complete) answer.destroy()
      }
    },
    close() {
      clearTimeout(whole)
      signal.removeEventListener('abort', stop)
      agent.destroy()
    },
  }
}

/** The whole body of an answer; no more than a page of the talk. */
export async function readAll(talk: Talk, answer: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of talk.read(answer)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** A number of bytes as a person reads it. */
export function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1024 / 1024)} MB`
}

function unzipped(answer: IncomingMessage, url: string): Readable {
  const encoding = answer.headers['content-encoding'] ?? 'identity'
  if (encoding === 'identity') return answer
  if (!/^(?:x-)?gzip$/i.test(encoding)) throw failure('list-broken', { url, why: 'it is packed in an unknown way' })
  const { createGunzip } = process.getBuiltinModule('node:zlib')
  const { pipeline } = process.getBuiltinModule('node:stream')
  // What fails is told by the end that is read.
  return pipeline(answer, createGunzip(), () => undefined)
}

function brokenOff(url: string, error: unknown): AppError {
  if (error instanceof AppError) return error
  const code = errnoOf(error) ?? ''
  const isPacked = code.startsWith('Z_') && code !== 'Z_BUF_ERROR'
  return isPacked
    ? failure('list-broken', { url, why: 'its gzip is broken' }, error)
    : failure('list-cut-short', { url }, error)
}
