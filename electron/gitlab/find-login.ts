import { keysOf, type AuthConfig, type StoredLogin } from '../../shared/codecs/docker-auth-config.ts'
import { failure } from '../../shared/errors.ts'
import type { LoginSource } from '../../shared/gitlab/auth-config.ts'
import { formatRegistryName, type RegistryName } from '../../shared/gitlab/registry-name.ts'
import { askHelper } from '../system/credential-helper.ts'
import type { Processes, System } from '../system/system.ts'
import { readAuthFiles } from './known-logins.ts'

/** The login for a registry by the user's files, the first that has one. Fails with what kept us from it. */
export async function findLogin(
  system: System,
  env: Readonly<Record<string, string | undefined>>,
  name: RegistryName,
  source: LoginSource | null,
): Promise<StoredLogin> {
  const { files, notices } = await readAuthFiles(system, env)
  const registry = formatRegistryName(name)
  const keys = name.path === '' ? keysOf(name.host) : [registry, `https://${registry}`, `${registry}/`]
  const wanted = files.filter((file) => source === null || file.source === source)
  for (const { config } of wanted) {
    const login = await loginIn(system.processes, config, keys, registry)
    if (login) return login
  }
  // What could not be read may have held it.
  const [unread] = notices
  if (unread) throw failure('auth-login-unread', { registry, why: unread.message })
  throw failure('auth-login-missing', { registry })
}

async function loginIn(
  processes: Processes | null,
  { logins, passes, store, helpers }: AuthConfig,
  keys: readonly string[],
  registry: string,
): Promise<StoredLogin | null> {
  const named = keys.find((key) => helpers.has(key))
  const helper = named === undefined ? store : helpers.get(named)!
  // Docker asks by the name of its own hub, and by the bare host of any other registry [docker/cli: credentials.nativeStore].
  const kept =
    helper === null ? null : await ask(processes, helper, named === undefined ? keys.slice(0, 2) : [named], registry)
  const login = kept ?? keys.map((key) => logins.get(key)).find((one) => one !== undefined)
  if (!login && keys.some((key) => passes.has(key))) throw failure('auth-pass-only', { registry })
  return login ?? null
}

async function ask(
  processes: Processes | null,
  helper: string,
  keys: readonly string[],
  registry: string,
): Promise<StoredLogin | null> {
  if (!processes) throw failure('auth-helper-elsewhere', { helper, registry })
  for (const key of keys) {
    const answer = await askHelper(processes, helper, key)
    if (answer.kind === 'found') return answer.value
    // Its own words are not told: they may quote what it keeps.
    if (answer.kind === 'failed') throw failure('auth-helper-failed', { helper, why: answer.why })
  }
  return null
}
