import type { StoredLogin } from '../../shared/codecs/docker-auth-config.ts'
import { errnoOf } from '../../shared/errors.ts'
import { notice, type Notice } from '../../shared/notice.ts'
import type { Quota } from '../../shared/pulls/quota.ts'
import { readRateLimit } from '../../shared/pulls/ratelimit.ts'
import { isElsewhere, nameOf, tokenFrom } from './hub-token.ts'

/** Where the hub is asked; other addresses are for tests. */
export interface Hub {
  readonly auth: string
  readonly registry: string
}

/** Docker's own way to look at the limit, which does not count as a pull [docs.docker.com/docker-hub/usage/pulls]. */
export const realHub: Hub = { auth: 'https://auth.docker.io', registry: 'https://registry-1.docker.io' }
const image = 'ratelimitpreview/test'
/** For both questions together. */
const patienceMs = 5_000

export interface Probe {
  readonly login: StoredLogin | null
  readonly from: Quota['from']
  readonly hub?: Hub
}

/**
 * Asks how much is left: without a login for the address that we come from, with one for its account, as `counted`
 * says. Never throws: a failure is an answer. It takes 5 s at most, and follows no redirect.
 */
export async function probeQuota({ login, from, hub = realHub }: Probe): Promise<Quota> {
  const base = { at: Date.now(), from, login: login && nameOf(login) }
  const failed = (why: Notice): Quota => ({
    ...base,
    counted: null,
    state: 'failed',
    limit: null,
    remaining: null,
    windowSeconds: null,
    notice: why,
  })
  const signal = AbortSignal.timeout(patienceMs)
  try {
    const token = await tokenFrom(hub.auth, image, login, signal)
    if (!token.ok) return failed(token.notice)
    const answer = await fetch(`${hub.registry}/v2/${image}/manifests/latest`, {
      method: 'HEAD',
      headers: {
        authorization: `Bearer ${token.value}`,
        accept: 'application/vnd.docker.distribution.manifest.v2+json',
      },
      redirect: 'manual',
      signal,
    })
    const why = judge(answer)
    return why === null ? { ...base, ...readRateLimit((name) => answer.headers.get(name)) } : failed(why)
  } catch (error) {
    return failed(reasonOf(error))
  }
}

// 429 is the answer of a quota that is used up, and tells so in the same headers; without them it is another limit,
// of requests [docs.docker.com/docker-hub/usage].
function judge({ ok, status, headers }: Response): Notice | null {
  if (status === 429) return headers.has('ratelimit-remaining') ? null : notice('quota-too-many')
  if (isElsewhere(status, headers)) return notice('quota-portal')
  return ok ? null : notice('quota-odd', { status })
}

function reasonOf(error: unknown): Notice {
  const { name, message, cause } = error as { readonly cause?: unknown } & Error
  if (name === 'TimeoutError') return notice('quota-silent', { seconds: patienceMs / 1000 })
  return notice('quota-unreachable', { why: errnoOf(cause) ?? message })
}
