import type { IncomingMessage } from 'node:http'
import { scanNames } from '../../shared/codecs/name-list.ts'
import { AppError, failure } from '../../shared/errors.ts'
import type { Notice } from '../../shared/notice.ts'
import { endpointOf, formatEndpoint, hostAndPort, type Mirror } from '../../shared/registry.ts'
import { digestOf } from '../system/digest.ts'
import { asAnybody } from './bearer.ts'
import { openTalk, type Talk, type TalkLimits } from './talk.ts'

/** Bounds of a walk; what a registry that people use tells stays below each. */
export interface WalkLimits extends TalkLimits {
  readonly pages: number
  readonly pageNames: number
  /** Of the whole list. */
  readonly names: number
  /** A page that takes longer makes us ask for wider ones. */
  readonly slowPageMs: number
}

/** A list that a registry tells in pages. */
export interface PagedList {
  /** Without its query. No page of the list has another path: a link must not make us ask for anything else. */
  readonly path: string
  readonly member: 'repositories' | 'tags'
  /** Names a page, as it is asked for first; null leaves it to the server. */
  readonly size: number | null
  /** Sizes to try when pages turn out slow, widest first. */
  readonly wider: readonly number[]
}

/** What is done on the way. */
export interface Walker {
  readonly signal: AbortSignal
  readonly limits: WalkLimits
  /** Names as they come, in the registry's order and unchecked. */
  readonly onNames: (names: readonly string[]) => void
  /** After each page that was read to its end; true where no more is wanted. */
  readonly onPage: (tookMs: number) => boolean
}

/** Walks through a list; null once its end was reached, or no more was wanted, and else the notice of what ended it. */
export async function walkPages(mirror: Mirror, list: PagedList, walker: Walker): Promise<Notice | null> {
  const { limits, onPage } = walker
  const { url } = mirror
  const talk = openTalk(mirror, limits, walker.signal)
  const ask = asAnybody(mirror, talk, walker.signal)
  const take = taker(url, walker)
  let { wider } = list
  // Above the server's maximum a size is refused with 400; without one it gives its own [FACTS: registry 2].
  let ways = [...(list.size === null ? [] : [`${list.path}?n=${list.size}`]), list.path]
  try {
    for (let page = 0; ; page++) {
      if (page === limits.pages) throw failure('list-endless', { url })
      const began = performance.now()
      const answer = await askFirstOf(ask, ways)
      refuseOther(mirror, answer)
      const count = await readPage(talk, answer, list.member, take, url)
      const next = nextPage(mirror, list.path, answer.headers.link)
      const tookMs = performance.now() - began
      if (onPage(tookMs) || next === null) return null
      if (count === 0) throw failure('list-endless', { url })
      // docker-registry 2.8 begins anew for each page, so the time is in their number [FACTS: registry, baselines].
      const isSlow = tookMs > limits.slowPageMs
      ways = [...(isSlow ? wider.map((size) => withSize(next, size)) : []), `${next.pathname}${next.search}`]
      if (isSlow) wider = []
    }
  } catch (error) {
    if (error instanceof AppError) return error.notice
    throw error
  } finally {
    talk.close()
  }
}

async function askFirstOf(ask: Talk['ask'], ways: readonly string[]): Promise<IncomingMessage> {
  const [first = '', ...others] = ways
  const answer = await ask(first)
  if (answer.statusCode !== 400 || others.length === 0) return answer
  return await askFirstOf(ask, others)
}

/** Throws for an answer that does not hold what was asked for. */
export function refuseOther(mirror: Mirror, { statusCode: status = 0, headers }: IncomingMessage): void {
  const { url } = mirror
  const { host, port } = endpointOf(mirror)
  if (status === 401) throw failure('mirror-needs-login', { url, host: hostAndPort(host, port) })
  if (status >= 300 && status < 400) {
    throw failure('list-elsewhere', { url, where: hostOf(headers.location, baseOf(mirror)) })
  }
  if (status !== 200) throw failure('list-refused', { url, status })
  if (/text\/html/i.test(headers['content-type'] ?? '')) throw failure('mirror-portal', { url })
}

// How many names it held.
async function readPage(
  talk: Talk,
  answer: IncomingMessage,
  member: PagedList['member'],
  take: (names: readonly string[], before: number) => void,
  url: string,
): Promise<number> {
  const scanner = scanNames(member)
  let count = 0
  const deliver = (names: readonly string[]): void => {
    take(names, count)
    count += names.length
  }
  try {
    // A byte a character: names are ASCII, and what is not is none.
    for await (const chunk of talk.read(answer)) deliver(scanner.push(chunk.toString('latin1')))
    deliver(scanner.end())
  } catch (error) {
    throw error instanceof SyntaxError ? failure('list-broken', { url, why: error.message }) : error
  }
  return count
}

// Hands names on as far as the limits allow; throws beyond them, and for a page that came before.
function taker(url: string, { limits, onNames }: Walker): (names: readonly string[], before: number) => void {
  const firsts = new Set<string>()
  let all = 0
  return (names, before) => {
    if (names.length === 0) return
    if (before === 0) {
      const first = digestOf(names[0]!)
      if (firsts.has(first)) throw failure('list-endless', { url })
      firsts.add(first)
    }
    const room = Math.min(limits.pageNames - before, limits.names - all)
    onNames(names.length > room ? names.slice(0, room) : names)
    all += names.length
    if (names.length <= room) return
    throw all > limits.names
      ? failure('list-too-long', { url, limit: limits.names })
      : failure('list-page-too-long', { url, limit: limits.pageNames })
  }
}

function withSize(next: URL, size: number): string {
  const wide = new URL(next)
  wide.searchParams.set('n', String(size))
  return `${wide.pathname}${wide.search}`
}

// Relative on every registry measured; one that leads anywhere else is not followed.
function nextPage(mirror: Mirror, path: string, link: string | readonly string[] | undefined): URL | null {
  const target = /<([^>]*)>\s*;\s*rel="?next"?/.exec(String(link ?? ''))?.[1]
  if (target === undefined) return null
  const base = baseOf(mirror)
  const next = URL.parse(target, `${base.origin}${path}`)
  const isOurs = next?.origin === base.origin && next.pathname === path && next.username === '' && next.password === ''
  if (!isOurs) throw failure('list-elsewhere', { url: mirror.url, where: hostOf(target, base) })
  return next
}

function baseOf(mirror: Mirror): URL {
  return new URL(formatEndpoint({ ...endpointOf(mirror), path: '' }))
}

// Never the whole of it: it may be long, and may hold a secret.
function hostOf(target: string | undefined, base: URL): string {
  const there = target === undefined ? null : URL.parse(target, base.origin)
  return there?.host === base.host ? `${there.host}${there.pathname}`.slice(0, 100) : there?.host || '?'
}
