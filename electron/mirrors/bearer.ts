import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http'
import { parseTokenAnswer } from '../../shared/codecs/token-answer.ts'
import { AppError } from '../../shared/errors.ts'
import type { Mirror } from '../../shared/registry.ts'
import { openTalk, readAll, type Talk } from './talk.ts'

const limits = { idleMs: 10_000, wholeMs: 30_000, pageBytes: 64 * 1024 }

/**
 * Asks in a talk as anybody would. Where the mirror then wants a token, the one that it gives to everybody is
 * fetched and kept for the talk: Harbor's public projects need it. It is fetched from the mirror's own host alone,
 * and nobody's login goes with it; whoever is still refused gets the 401.
 */
export function asAnybody(mirror: Mirror, talk: Talk, signal: AbortSignal): Talk['ask'] {
  let authorization: OutgoingHttpHeaders = {}
  return async (path, headers = {}) => {
    const answer = await talk.ask(path, { ...headers, ...authorization })
    if (answer.statusCode !== 401 || Object.hasOwn(authorization, 'authorization')) return answer
    const token = await tokenForAnybody(mirror, answer, signal)
    if (token === null) return answer
    authorization = { authorization: `Bearer ${token}` }
    return await talk.ask(path, { ...headers, ...authorization })
  }
}

/** The token that a mirror gives to everybody, where its answer asks for one; null where it gives none. */
export async function tokenForAnybody(
  mirror: Mirror,
  { headers }: Pick<IncomingMessage, 'headers'>,
  signal: AbortSignal,
): Promise<string | null> {
  const realm = realmOf(mirror, headers)
  return realm && (await tokenFrom({ ...mirror, url: realm.origin }, realm, signal))
}

// RFC 6750, and "Token Authentication Specification" of distribution.
function realmOf(mirror: Mirror, headers: IncomingMessage['headers']): URL | null {
  const challenge = headers['www-authenticate'] ?? ''
  if (!/^bearer\s/i.test(challenge) || challenge.length > 4096) return null
  const valueOf = (name: string): string | null =>
    new RegExp(`[\\s,]${name}="([^"]*)"`, 'i').exec(challenge)?.[1] ?? null
  const realm = URL.parse(valueOf('realm') ?? '')
  const own = new URL(mirror.url)
  const isOurs = realm?.hostname === own.hostname && [own.protocol, 'https:'].includes(realm.protocol)
  if (!isOurs || realm.username !== '' || realm.password !== '') return null
  for (const name of ['service', 'scope']) {
    const value = valueOf(name)
    if (value !== null) realm.searchParams.set(name, value)
  }
  return realm
}

async function tokenFrom(server: Mirror, realm: URL, signal: AbortSignal): Promise<string | null> {
  const talk = openTalk(server, limits, signal)
  try {
    const answer = await talk.ask(`${realm.pathname}${realm.search}`)
    if (answer.statusCode !== 200) return null
    return parseTokenAnswer((await readAll(talk, answer)).toString())
  } catch (error) {
    if (error instanceof AppError) return null
    throw error
  } finally {
    talk.close()
  }
}
