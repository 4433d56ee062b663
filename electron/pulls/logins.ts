import { keysOf, parseAuthConfig, type AuthConfig, type StoredLogin } from '../../shared/codecs/docker-auth-config.ts'
import { notice, type Notice } from '../../shared/notice.ts'
import { authFilesOf } from '../system/auth-files.ts'
import { askHelper } from '../system/credential-helper.ts'
import type { System } from '../system/system.ts'

/** The user's login for Docker Hub, and what kept us from looking further. */
export interface FoundLogin {
  readonly login: StoredLogin | null
  readonly notice: Notice | null
}

type Environment = Readonly<Record<string, string | undefined>>

const none: FoundLogin = { login: null, notice: null }

/** The login by docker's and podman's files and the credential helpers that they name, docker's first. */
export async function findHubLogin(system: System, env: Environment): Promise<FoundLogin> {
  let first: Notice | null = null
  for (const { path } of authFilesOf(system, env)) {
    const { login, notice: why } = await lookIn(system, path)
    if (login) return { login, notice: null }
    first ??= why
  }
  return { login: null, notice: first }
}

async function lookIn(system: System, path: string): Promise<FoundLogin> {
  const state = await system.disk.read(path)
  if (state.kind === 'absent') return none
  if (state.kind === 'refused') return { login: null, notice: state.notice }
  const parsed = parseAuthConfig(path, state.text)
  return parsed.ok ? await loginOf(system, parsed.value) : { login: null, notice: parsed.refusal.notice }
}

// A helper is asked under docker's own name of the hub, one that keeps but another name under that one.
async function loginOf(system: System, { logins, store, helpers }: AuthConfig): Promise<FoundLogin> {
  const keys = keysOf('docker.io')
  const named = keys.find((key) => helpers.has(key))
  const helper = named === undefined ? store : helpers.get(named)!
  const asked = helper === null ? none : await ask(system, helper, named === undefined ? keys.slice(0, 2) : [named])
  const written = keys.map((key) => logins.get(key)).find((login) => login !== undefined)
  return asked.login || written === undefined ? asked : { login: written, notice: null }
}

// Its own words are not told: they may quote what it keeps.
async function ask({ processes }: System, helper: string, keys: readonly string[]): Promise<FoundLogin> {
  if (!processes) return none
  for (const key of keys) {
    const answer = await askHelper(processes, helper, key)
    if (answer.kind === 'found') return { login: answer.value, notice: null }
    if (answer.kind === 'failed')
      return { login: null, notice: notice('quota-helper-failed', { helper, why: answer.why }) }
  }
  return none
}
