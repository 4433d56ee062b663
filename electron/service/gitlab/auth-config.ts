import { formatAuthLine, maskAuthLine, type NamedLogin } from '../../../shared/codecs/auth-line.ts'
import { Secret, type StoredLogin } from '../../../shared/codecs/docker-auth-config.ts'
import { AppError, failure } from '../../../shared/errors.ts'
import type { AuthConfigCalls } from '../../../shared/gitlab/auth-calls.ts'
import type { LoginPick, LoginVerdict, MadeConfig } from '../../../shared/gitlab/auth-config.ts'
import { rulesFor } from '../../../shared/gitlab/auth-rules.ts'
import {
  formatRegistryName,
  parseRegistryName,
  runnerKey,
  type RegistryName,
} from '../../../shared/gitlab/registry-name.ts'
import { notice } from '../../../shared/notice.ts'
import { findLogin } from '../../gitlab/find-login.ts'
import { tryLogin, type ProvenLogin } from '../../gitlab/registry-login.ts'
import { certificateOf } from '../../system/certificate.ts'
import type { Desk } from '../desk.ts'
import type { Tell } from '../tasks.ts'
import type { HeldSecrets } from './held-secrets.ts'

type Order = AuthConfigCalls['auth-config.make']['in']

/** Makes the value of DOCKER_AUTH_CONFIG; where one login is refused there is none, and every login says why or why not. */
export async function makeAuthConfig(
  { place: { system } }: Pick<Desk, 'place'>,
  held: HeldSecrets,
  order: Order,
  signal: AbortSignal,
  tell: Tell,
): Promise<MadeConfig> {
  const ca = order.ca === null ? null : certificateOf(order.ca).pem
  const names = order.picks.map(({ registry }) => nameOf(registry))
  const twice = names.find((name, at) => names.findIndex((other) => runnerKey(other) === runnerKey(name)) !== at)
  if (twice) throw failure('auth-registry-twice', { registry: formatRegistryName(twice) })
  const logins: NamedLogin[] = []
  const verdicts: LoginVerdict[] = []
  for (const [at, pick] of order.picks.entries()) {
    const name = names[at]!
    const about = { registry: formatRegistryName(name), key: runnerKey(name) }
    tell(notice('auth-logging-in', { registry: about.registry }), at, order.picks.length)
    try {
      const login = pick.typed ? typedLogin(pick.typed) : await findLogin(system, process.env, name, pick.source)
      const { state, notice: why, login: proven } = await proofOf(name, login, { ...order, ca, signal })
      logins.push({ key: about.key, login: proven })
      verdicts.push({ ...about, user: proven.user || null, state, notice: why, realm: null })
    } catch (error) {
      signal.throwIfAborted()
      if (!(error instanceof AppError)) throw error
      const { code, values } = error.notice
      const realm = code === 'auth-realm-elsewhere' ? String(values.realm) : null
      verdicts.push({ ...about, user: pick.typed?.user ?? null, state: 'refused', notice: error.notice, realm })
    }
  }
  const isWhole = verdicts.every(({ state }) => state !== 'refused')
  const line = formatAuthLine(logins)
  const stored = order.picks.flatMap(({ typed }, at) => (typed ? [] : [formatRegistryName(names[at]!)]))
  return {
    id: isWhole ? held.hold({ secret: new Secret(line), stored }) : null,
    masked: maskAuthLine(logins),
    logins: verdicts,
    rules: isWhole ? rulesFor(line) : [],
  }
}

async function proofOf(
  name: RegistryName,
  login: StoredLogin,
  order: Pick<Order, 'login' | 'allowRealms' | 'plainHttp' | 'ca'> & { readonly signal: AbortSignal },
): Promise<ProvenLogin> {
  if (order.login) return await tryLogin({ ...order, name, login })
  return { login, state: 'unproven', notice: notice('auth-login-skipped', { registry: formatRegistryName(name) }) }
}

function nameOf(registry: string): RegistryName {
  const name = parseRegistryName(registry)
  if (!name.ok) throw new AppError(name.notice)
  return name.value
}

// docker, podman and the runner end a user's name at the first colon [RFC 7617, section 2].
function typedLogin({ user, password }: NonNullable<LoginPick['typed']>): StoredLogin {
  if (user.includes(':')) throw failure('auth-user-colon')
  return { user, secret: new Secret(password), kind: 'password' }
}
