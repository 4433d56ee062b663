import { parseChallenge, type Challenge } from '../../shared/codecs/auth-challenge.ts'
import type { StoredLogin } from '../../shared/codecs/docker-auth-config.ts'
import { failure } from '../../shared/errors.ts'
import { apiHost, formatRegistryName, type RegistryName } from '../../shared/gitlab/registry-name.ts'
import { notice, type Notice } from '../../shared/notice.ts'
import { isLoopback } from '../../shared/registry.ts'
import { askOnce, isWithoutTls, type Reply } from './ask.ts'
import { basicOf, judge, refuseRedirect } from './login-answer.ts'
import { fetchToken, realmFor, type TokenOrder } from './login-token.ts'

/** How a login is to be tried. */
export interface LoginOrder {
  readonly name: RegistryName
  readonly login: StoredLogin
  readonly allowRealms: readonly string[]
  readonly plainHttp: boolean
  readonly ca: string | null
  readonly signal: AbortSignal
}

/** A login that the registry took, in the form in which most readers can use it. */
export interface ProvenLogin {
  readonly login: StoredLogin
  /** `unproven` where the registry lets everybody in. */
  readonly state: 'proven' | 'unproven'
  readonly notice: Notice
}

/** Logs in as `docker login` does. Fails with the reason; no redirect is followed, so none carries the login on. */
export async function tryLogin(order: LoginOrder): Promise<ProvenLogin> {
  const { name, login } = order
  const registry = formatRegistryName(name)
  const { url, reply } = await firstAnswer(order)
  refuseRedirect(url, reply)
  if (reply.status === 200 && !isHtml(reply))
    return { login, state: 'unproven', notice: notice('auth-login-unasked', { registry }) }
  const challenge = parseChallenge(reply.headers['www-authenticate'] ?? '')
  if (reply.status !== 401 || challenge === null)
    throw failure('auth-not-a-registry', { host: url.host, status: reply.status })
  return challenge.kind === 'basic' ? await tryBasic(order, url) : await tryBearer(order, url, challenge)
}

// Nothing of the login goes with it. A registry on this very machine may be without TLS, as docker takes it too.
async function firstAnswer({ name, plainHttp, ca, signal }: LoginOrder): Promise<{ url: URL; reply: Reply }> {
  const url = new URL(`https://${apiHost(name)}/v2/`)
  try {
    return { url, reply: await askOnce({ url, ca, signal }) }
  } catch (error) {
    if (!isWithoutTls(error) || !(plainHttp || isLoopback(url.hostname))) throw error
    url.protocol = 'http:'
    // A port that was https's own has become http's.
    return { url, reply: await askOnce({ url, ca: null, signal }) }
  }
}

async function tryBasic({ name, login, ca, signal }: LoginOrder, url: URL): Promise<ProvenLogin> {
  const registry = formatRegistryName(name)
  if (login.kind === 'identity-token') throw failure('auth-token-unwanted', { registry })
  const reply = await askOnce({ url, headers: { authorization: basicOf(login.user, login) }, ca, signal })
  refuseRedirect(url, reply)
  judge(reply, url.host, { registry, user: login.user })
  return { login, state: 'proven', notice: notice('auth-login-proven', { registry, user: login.user }) }
}

async function tryBearer(
  order: LoginOrder,
  url: URL,
  challenge: Extract<Challenge, { kind: 'bearer' }>,
): Promise<ProvenLogin> {
  const { name, login, ca, signal } = order
  const registry = formatRegistryName(name)
  const realm = realmFor(url, challenge, order)
  const tokens: TokenOrder = { realm, service: challenge.service, registry, ca, signal }
  const enter = async (token: string): Promise<void> => {
    const reply = await askOnce({ url, headers: { authorization: `Bearer ${token}` }, ca, signal })
    refuseRedirect(url, reply)
    if (reply.status === 401) throw failure('auth-token-refused', { registry, host: realm.host })
    judge(reply, url.host, { registry, user: login.user })
  }
  await enter(await fetchToken(tokens, login))
  if (login.kind === 'password')
    return { login, state: 'proven', notice: notice('auth-login-proven', { registry, user: login.user }) }
  // Azure's registries, among others, take the token as a password too [learn.microsoft.com/azure/container-registry/container-registry-authentication].
  const plain: StoredLogin = { ...login, user: login.user || nobody, kind: 'password' }
  const isTaken = await fetchToken(tokens, plain).then(
    () => true,
    () => false,
  )
  signal.throwIfAborted()
  return isTaken
    ? { login: plain, state: 'proven', notice: notice('auth-token-as-password', { registry }) }
    : { login, state: 'proven', notice: notice('auth-token-kept', { registry }) }
}

/** The user that Azure gives to those who come with a token. */
const nobody = '00000000-0000-0000-0000-000000000000'

function isHtml({ headers }: Reply): boolean {
  return /text\/html/i.test(headers['content-type'] ?? '')
}
