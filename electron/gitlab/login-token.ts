import type { Challenge } from '../../shared/codecs/auth-challenge.ts'
import type { StoredLogin } from '../../shared/codecs/docker-auth-config.ts'
import { parseTokenAnswer } from '../../shared/codecs/token-answer.ts'
import { failure } from '../../shared/errors.ts'
import { isRealmOf } from '../../shared/gitlab/token-realm.ts'
import { isLoopback } from '../../shared/registry.ts'
import { askOnce } from './ask.ts'
import { basicOf, judge, refuseRedirect } from './login-answer.ts'

/** Where a token is fetched, and for whom. */
export interface TokenOrder {
  readonly realm: URL
  readonly service: string | null
  readonly registry: string
  readonly ca: string | null
  readonly signal: AbortSignal
}

/** The token service that a registry names, if the login may go there: to its own domain, over TLS, or where a person has allowed it. */
export function realmFor(
  registry: URL,
  { realm: text }: Extract<Challenge, { kind: 'bearer' }>,
  { allowRealms, plainHttp }: { readonly allowRealms: readonly string[]; readonly plainHttp: boolean },
): URL {
  const realm = URL.parse(text)
  const isUsable = realm !== null && /^https?:$/.test(realm.protocol) && realm.username === '' && realm.password === ''
  if (!isUsable) throw failure('auth-realm-odd', { host: registry.host })
  const mayBePlain = registry.protocol === 'http:' && (plainHttp || isLoopback(realm.hostname))
  if (realm.protocol === 'http:' && !mayBePlain)
    throw failure('auth-realm-plain', { host: registry.host, realm: realm.host })
  if (!isRealmOf(registry.hostname, realm.hostname) && !allowRealms.includes(realm.hostname))
    throw failure('auth-realm-elsewhere', { host: registry.host, realm: realm.hostname })
  return realm
}

/** A token for nothing in particular, as `docker login` asks for it [distribution: spec/auth/token, spec/auth/oauth]. */
export async function fetchToken(order: TokenOrder, login: StoredLogin): Promise<string> {
  const { realm, registry, signal, ca } = order
  const reply = await askOnce({
    ...(login.kind === 'password' ? byPassword(order, login) : byToken(order, login)),
    ca,
    signal,
  })
  refuseRedirect(realm, reply)
  // One that knows no exchange of tokens has no such method or address; a token that it refuses gives 400 [RFC 6749, 5.2].
  if (login.kind === 'identity-token' && [404, 405, 501].includes(reply.status))
    throw failure('auth-token-unwanted', { registry })
  const isStale = login.kind === 'identity-token' && reply.status === 400
  judge(isStale ? { ...reply, status: 401 } : reply, realm.host, { registry, user: login.user })
  const token = parseTokenAnswer(reply.text)
  if (token === null) throw failure('auth-no-token', { host: realm.host })
  return token
}

function byPassword({ realm, service }: TokenOrder, login: StoredLogin) {
  const url = new URL(realm)
  if (service !== null) url.searchParams.set('service', service)
  url.searchParams.set('account', login.user)
  url.searchParams.set('client_id', 'pullcord')
  return { url, headers: { authorization: basicOf(login.user, login) } }
}

function byToken({ realm, service }: TokenOrder, { secret }: StoredLogin) {
  const form = { grant_type: 'refresh_token', client_id: 'pullcord', refresh_token: secret.reveal() }
  const body = new URLSearchParams({ ...form, ...(service !== null && { service }) }).toString()
  return { url: realm, method: 'POST', body, headers: { 'content-type': 'application/x-www-form-urlencoded' } }
}
