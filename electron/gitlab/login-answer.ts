import type { StoredLogin } from '../../shared/codecs/docker-auth-config.ts'
import { failure } from '../../shared/errors.ts'
import type { Reply } from './ask.ts'

/** The value of an `Authorization` header [RFC 7617]. */
export function basicOf(user: string, { secret }: Pick<StoredLogin, 'secret'>): string {
  return `Basic ${Buffer.from(`${user}:${secret.reveal()}`).toString('base64')}`
}

/** Fails unless an answer lets the login in. */
export function judge(
  { status }: Reply,
  host: string,
  { registry, user }: { readonly registry: string; readonly user: string },
): void {
  const who = user === '' ? 'the token' : user
  if (status === 401) throw failure('auth-login-refused', { registry, user: who, host })
  if (status === 403) throw failure('auth-login-forbidden', { registry, user: who, host })
  if (status === 429) throw failure('auth-too-many', { host })
  if (status !== 200) throw failure('auth-odd-status', { host, status })
}

/** Fails for an answer that sends us elsewhere. */
export function refuseRedirect(url: URL, { status, headers }: Reply): void {
  if (status < 300 || status >= 400) return
  const to = URL.parse(headers.location ?? '', url.href)?.host ?? 'another address'
  throw failure('auth-redirected', { host: url.host, to })
}
