import { createHash } from 'node:crypto'
import type { IncomingHttpHeaders, IncomingMessage, OutgoingHttpHeaders } from 'node:http'
import { formatEndpoint, endpointOf, type Mirror } from '../../shared/registry.ts'
import { requestTo } from './ask.ts'

/** An answer with what it took. Times in milliseconds. */
export interface Timed {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  /** From the question to the head of the answer: with the connection, and with a redirect where there was one. */
  readonly firstByteMs: number
  /** From there to the last byte that came. */
  readonly readMs: number
  readonly bytes: number
  /** Whether it ended by itself, and held as much as it said. */
  readonly isWhole: boolean
  /** Of all that came. */
  readonly digest: string
  /** What came, as far as it is to be kept. */
  readonly body: Buffer
}

export interface TimedOptions {
  readonly method?: 'GET' | 'HEAD'
  readonly headers?: OutgoingHttpHeaders
  readonly signal: AbortSignal
  /** More is not read. */
  readonly maxBytes: number
  /** More is not kept. */
  readonly keepBytes?: number
  readonly algorithm?: 'sha256' | 'sha512'
}

const maxRedirects = 2

/**
 * One question to a server, hashed and timed. What breaks off after its head is told as not whole; what fails before
 * it is thrown. Redirects are followed, as an engine does for layers that lie elsewhere; never from TLS to none, and
 * nothing of a login goes along.
 */
export async function timedGet(server: Mirror, path: string, options: TimedOptions, hops = 0): Promise<Timed> {
  const began = performance.now()
  const answer = await answerOf(server, path, options)
  const firstByteMs = performance.now() - began
  const next = hops < maxRedirects ? redirectOf(server, answer) : null
  if (next === null) return await readIn(answer, firstByteMs, options)
  answer.destroy()
  const { authorization: _, ...headers } = options.headers ?? {}
  const there = await timedGet(next.server, next.path, { ...options, headers }, hops + 1)
  return { ...there, firstByteMs: there.firstByteMs + firstByteMs }
}

function answerOf(
  server: Mirror,
  path: string,
  { method = 'GET', headers, signal }: TimedOptions,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const asked = { method, agent: false, signal, ...(headers && { headers }) } as const
    requestTo(server, path, asked, resolve).on('error', reject).end()
  })
}

async function readIn(answer: IncomingMessage, firstByteMs: number, options: TimedOptions): Promise<Timed> {
  const { maxBytes, keepBytes = 0, algorithm = 'sha256' } = options
  const hash = createHash(algorithm)
  const kept: Buffer[] = []
  const began = performance.now()
  let [bytes, last, isEnded] = [0, began, false]
  try {
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      hash.update(chunk)
      if (bytes < keepBytes) kept.push(chunk)
      bytes += chunk.length
      last = performance.now()
      if (bytes > maxBytes) break
    }
    isEnded = answer.complete && bytes <= maxBytes
  } catch {
    // Broken off, or time was up: what came counts.
  }
  return {
    status: answer.statusCode ?? 0,
    headers: answer.headers,
    firstByteMs,
    readMs: last - began,
    bytes,
    isWhole: isEnded,
    digest: `${algorithm}:${hash.digest('hex')}`,
    body: Buffer.concat(kept).subarray(0, keepBytes),
  }
}

function redirectOf(
  server: Mirror,
  { statusCode = 0, headers }: IncomingMessage,
): { server: Mirror; path: string } | null {
  if (![301, 302, 303, 307, 308].includes(statusCode) || headers.location === undefined) return null
  const there = URL.parse(headers.location, formatEndpoint({ ...endpointOf(server), path: '' }))
  if (!there || there.username !== '' || !['https:', `${endpointOf(server).scheme}:`].includes(there.protocol))
    return null
  const isSame = there.origin === new URL(server.url).origin
  const onward = isSame ? server : { ...server, url: there.origin, insecure: false, ca: null }
  return { server: onward, path: `${there.pathname}${there.search}` }
}
