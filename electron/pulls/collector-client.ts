import type { IncomingMessage } from 'node:http'
import type { RequestOptions } from 'node:https'
import { setTimeout as sleep } from 'node:timers/promises'
import { failure } from '../../shared/errors.ts'
import { notice, type Notice } from '../../shared/notice.ts'
import type { CollectorFound, CollectorHello, CollectorNews } from '../../shared/pulls/collector.ts'
import { parseNews } from '../../shared/pulls/parse-news.ts'
import type { SourceState } from '../../shared/pulls/pull.ts'
import { formatEndpoint, isLoopback, parseMirrorUrl } from '../../shared/registry.ts'

/** A collector as it is kept: whose it is, where, and what lets us read it. */
export interface Collector {
  /** URL of its mirror, as the list of mirrors has it. */
  readonly mirror: string
  readonly upstream: string
  readonly url: string
  readonly token: string
  /** PEM of the authority that signed its certificate; null for one that is trusted anyway. */
  readonly ca: string | null
}

export interface Following {
  readonly cursor: number
  onNews(news: CollectorNews): void
  onState(state: SourceState): void
  readonly signal: AbortSignal
}

const maxLine = 16 * 1024 * 1024
const patienceMs = 10_000
const firstPauseMs = 1_000
const longestPauseMs = 300_000

/** Reads a collector's news until the signal; connects again in ever longer steps, each with some chance in it. */
export function followCollector(collector: Collector, { cursor, onNews, onState, signal }: Following): void {
  let next = cursor
  let pause = firstPauseMs
  let told = ''
  const tell = (state: SourceState['state'], why: Notice | null): void => {
    const now = `${state} ${why?.message}`
    if (now === told) return
    told = now
    onState({ source: 'notifications', of: collector.mirror, state, since: Date.now(), notice: why })
  }

  const read = async (): Promise<void> => {
    try {
      await readLines(collector, `/v1/stream?after=${next}`, signal, (line) => {
        const news = parseNews(line)
        if (news === null) throw failure('collector-odd', { url: collector.url })
        pause = firstPauseMs
        tell('heard', null)
        next = news.cursor
        onNews(news)
      })
      tell('lost', notice('collector-lost', { url: collector.url, why: 'it closed the line' }))
    } catch (error) {
      if (!signal.aborted) tell('lost', noticeOf(error, collector.url))
    }
  }

  const go = async (): Promise<void> => {
    while (!signal.aborted) {
      await read()
      await sleep(pause * (0.75 + Math.random() / 2), undefined, { signal, ref: false }).catch(() => undefined)
      pause = Math.min(pause * 2, longestPauseMs)
    }
  }
  tell('waiting', null)
  void go()
}

/** Asks for what is new after a cursor, once. */
export async function askCollector(collector: Collector, cursor: number, signal: AbortSignal): Promise<CollectorNews> {
  let news: CollectorNews | null = null
  await readLines(collector, `/v1/news?after=${cursor}`, signal, (line) => {
    news = parseNews(line)
  })
  if (news === null) throw failure('collector-odd', { url: collector.url })
  return news
}

/** Looks for a collector at the host of a mirror, at a port that a person has confirmed. */
export async function findCollector(mirror: string, port: number): Promise<CollectorFound> {
  const endpoint = parseMirrorUrl(mirror)
  if (!endpoint.ok) return { url: mirror, hello: null, notice: endpoint.notice }
  const { host } = endpoint.value
  const tries = isLoopback(host) ? (['http', 'https'] as const) : (['https', 'http'] as const)
  let why: Notice | null = null
  for (const scheme of tries) {
    const url = formatEndpoint({ scheme, host, port, path: '' })
    try {
      const hello = await readHello(url)
      // Names and addresses travel over TLS alone, unless they stay on this machine.
      const isOpen = scheme === 'http' && !isLoopback(host)
      return { url, hello, notice: isOpen ? notice('collector-plain', { url }) : null }
    } catch (error) {
      why ??= noticeOf(error, url)
    }
  }
  return { url: formatEndpoint({ scheme: tries[0], host, port, path: '' }), hello: null, notice: why }
}

async function readHello(url: string): Promise<CollectorHello> {
  // Who it is may be seen before its authority is known: nothing secret is said, nothing is believed.
  const stranger = { mirror: '', upstream: '', url, token: '', ca: null }
  let hello: CollectorHello | null = null
  await readLines(stranger, '/v1/hello', AbortSignal.timeout(patienceMs), (line) => {
    const said = JSON.parse(line) as CollectorHello
    if (said.pullcord === 'collector' && typeof said.mirror?.url === 'string') hello = said
  })
  if (hello === null) throw failure('collector-odd', { url })
  return hello
}

// Lines of an answer, as they come. Redirects are not followed: the token is for this host alone.
async function readLines(
  { url, token, ca }: Collector,
  path: string,
  signal: AbortSignal,
  onLine: (line: string) => void,
): Promise<void> {
  const parsed = parseMirrorUrl(url)
  if (!parsed.ok) throw failure('collector-odd', { url })
  const { scheme, host, port } = parsed.value
  if (scheme === 'http' && token !== '' && !isLoopback(host)) throw failure('collector-plain', { url })
  const options: RequestOptions = {
    host,
    port: port ?? undefined,
    path,
    agent: false,
    signal,
    headers: token === '' ? {} : { authorization: `Bearer ${token}` },
    // A stranger is only asked who it is.
    ...(token === '' && { rejectUnauthorized: false }),
    ...(ca !== null && { ca }),
  }
  const { request } = process.getBuiltinModule(`node:${scheme}`)
  await new Promise<void>((resolve, reject) => {
    const onAnswer = (answer: IncomingMessage): void => {
      ask.setTimeout(0)
      if (answer.statusCode !== 200) {
        answer.resume()
        reject(failure('collector-refused', { url, status: answer.statusCode ?? 0 }))
        ask.destroy()
        return
      }
      let rest = ''
      answer.setEncoding('utf8')
      answer.on('data', (chunk: string) => {
        try {
          rest += chunk
          if (rest.length > maxLine) throw failure('collector-odd', { url })
          // A long line is not looked through again with each of its pieces.
          if (!chunk.includes('\n')) return
          const lines = rest.split('\n')
          rest = lines.pop() ?? ''
          for (const line of lines) if (line !== '') onLine(line)
        } catch (error) {
          reject(error)
          ask.destroy()
        }
      })
      answer.on('end', () => {
        try {
          if (rest !== '') onLine(rest)
          resolve()
        } catch (error) {
          reject(error)
        }
      })
      answer.on('error', reject)
    }
    const ask = request(options, onAnswer)
    ask.on('socket', (socket) => socket.setKeepAlive(true, 30_000))
    ask.setTimeout(patienceMs, () => ask.destroy(new Error('no answer')))
    ask.on('error', reject).end()
  })
}

function noticeOf(error: unknown, url: string): Notice {
  const { notice: said } = error as { readonly notice?: Notice }
  return said ?? notice('collector-lost', { url, why: (error as Error).message })
}
