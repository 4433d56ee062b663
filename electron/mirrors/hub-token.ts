import type { StoredLogin } from '../../shared/codecs/docker-auth-config.ts'
import { parseTokenAnswer } from '../../shared/codecs/token-answer.ts'
import { notice } from '../../shared/notice.ts'
import { no, ok, type Result } from '../../shared/result.ts'
import { boundedText } from './bounded-text.ts'

// Docker's are some 3 KB.
const maxAnswer = 64 * 1024
const maxToken = 16 * 1024

/**
 * A token to read one image with, of the hub's authority at `auth`. The secret of a login goes there and nowhere else:
 * redirects are not followed. Throws what fetch throws.
 */
export async function tokenFrom(
  auth: string,
  image: string,
  login: StoredLogin | null,
  signal: AbortSignal,
): Promise<Result<string>> {
  const answer = await fetch(...requestOf(auth, image, login, signal))
  const { status, headers } = answer
  if (status === 429) return no(notice('quota-too-many'))
  if (isElsewhere(status, headers)) return no(notice('quota-portal'))
  // A password is refused with 401, a token that is exchanged with 400 [RFC 6749, 5.2].
  const isRefused = status === 401 || (status === 400 && login?.kind === 'identity-token')
  if (isRefused && login) return no(notice('quota-login-refused', { user: nameOf(login) }))
  if (status !== 200) return no(notice('quota-odd', { status }))
  const token = parseTokenAnswer((await boundedText(answer, maxAnswer)) ?? '')
  return token === null || token.length > maxToken ? no(notice('quota-portal')) : ok(token)
}

/** A web page or a redirect: neither comes from the hub's authority or registry. */
export function isElsewhere(status: number, headers: Headers): boolean {
  return (status >= 300 && status < 400) || /text\/html/i.test(headers.get('content-type') ?? '')
}

/** As whom a login asks, in a word. */
export function nameOf({ user }: StoredLogin): string {
  return user === '' ? 'identity token' : user
}

// [distribution.github.io/distribution/spec/auth: token, oauth]
function requestOf(
  auth: string,
  image: string,
  login: StoredLogin | null,
  signal: AbortSignal,
): [url: string, options: RequestInit] {
  const asked = { service: 'registry.docker.io', scope: `repository:${image}:pull` }
  const options = { redirect: 'manual', signal } as const
  const secret = login?.secret.reveal() ?? ''
  if (login?.kind === 'identity-token') {
    const form = { ...asked, grant_type: 'refresh_token', client_id: 'pullcord', refresh_token: secret }
    return [`${auth}/token`, { ...options, method: 'POST', body: new URLSearchParams(form) }]
  }
  const basic = login && Buffer.from(`${login.user}:${secret}`).toString('base64')
  const headers: Record<string, string> = basic === null ? {} : { authorization: `Basic ${basic}` }
  return [`${auth}/token?${new URLSearchParams(asked).toString()}`, { ...options, headers }]
}
