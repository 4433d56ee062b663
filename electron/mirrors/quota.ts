import type { StoredLogin } from '../../shared/codecs/docker-auth-config.ts'
import { notice, type Notice } from '../../shared/notice.ts'
import type { Quota } from '../../shared/pulls/quota.ts'
import { readRateLimit } from '../../shared/pulls/ratelimit.ts'

/** Where the hub is asked; other addresses are for tests. */
export interface Hub {
  readonly auth: string
  readonly registry: string
}

/** Docker's own way to look at the limit, which does not count as a pull [docs.docker.com/docker-hub/usage/pulls]. */
const realHub: Hub = { auth: 'https://auth.docker.io', registry: 'https://registry-1.docker.io' }
const image = 'ratelimitpreview/test'
const patienceMs = 5_000
const maxToken = 64 * 1024

export interface Probe {
  readonly login: StoredLogin | null
  readonly from: Quota['from']
  readonly hub?: Hub
}

/** Asks how much is left, for this address or, with a login, for its account. Never throws: a failure is an answer. */
export async function probeQuota({ login, from, hub = realHub }: Probe): Promise<Quota> {
  const base = { at: Date.now(), from, login: login?.user ?? null }
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
    const token = await tokenFrom(hub, login, signal)
    if (typeof token !== 'string') return failed(token)
    const answer = await fetch(`${hub.registry}/v2/${image}/manifests/latest`, {
      method: 'HEAD',
      headers: { authorization: `Bearer ${token}`, accept: 'application/vnd.docker.distribution.manifest.v2+json' },
      redirect: 'manual',
      signal,
    })
    // 429 is the answer of a quota that is used up; it carries the same headers.
    if (!answer.ok && answer.status !== 429) return failed(notice('quota-odd', { status: answer.status }))
    const read = readRateLimit((name) => answer.headers.get(name))
    const said = read.state === 'not-reported' ? notice('quota-not-reported') : null
    return { ...base, ...read, notice: said }
  } catch (error) {
    return failed(notice('quota-unreachable', { why: reasonOf(error) }))
  }
}

// The password goes to the hub's own authority and nowhere else: redirects are not followed.
async function tokenFrom({ auth }: Hub, login: StoredLogin | null, signal: AbortSignal): Promise<string | Notice> {
  const query = new URLSearchParams({ service: 'registry.docker.io', scope: `repository:${image}:pull` })
  const basic = login && Buffer.from(`${login.user}:${login.password.reveal()}`).toString('base64')
  const answer = await fetch(`${auth}/token?${query.toString()}`, {
    headers: basic === null ? {} : { authorization: `Basic ${basic}` },
    redirect: 'manual',
    signal,
  })
  if (answer.status === 401 && login) return notice('quota-login-refused', { user: login.user })
  if (answer.status !== 200) return notice('quota-odd', { status: answer.status })
  let text = ''
  const decoder = new TextDecoder()
  for await (const chunk of answer.body ?? []) {
    text += decoder.decode(chunk as Uint8Array, { stream: true })
    if (text.length > maxToken) return notice('quota-portal')
  }
  return tokenIn(text) ?? notice('quota-portal')
}

function tokenIn(text: string): string | null {
  try {
    const { token, access_token: other } = JSON.parse(text) as {
      readonly token?: unknown
      readonly access_token?: unknown
    }
    const found = token ?? other
    return typeof found === 'string' && /^[\w.~+/=-]+$/.test(found) ? found : null
  } catch {
    return null
  }
}

function reasonOf(error: unknown): string {
  const { cause, message } = error as { readonly cause?: { readonly code?: string }; readonly message: string }
  return cause?.code ?? message
}
