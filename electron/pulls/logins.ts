import {
  keysOf,
  parseAuthConfig,
  parseHelperAnswer,
  type AuthConfig,
  type StoredLogin,
} from '../../shared/codecs/docker-auth-config.ts'
import { asAppError } from '../../shared/errors.ts'
import { notice, type Notice } from '../../shared/notice.ts'
import { lastLine } from '../system/last-line.ts'
import type { System } from '../system/system.ts'

/** The user's login for Docker Hub, and what kept us from looking further. */
export interface FoundLogin {
  readonly login: StoredLogin | null
  readonly notice: Notice | null
}

type Environment = Readonly<Record<string, string | undefined>>

const helperMs = 5_000
const none: FoundLogin = { login: null, notice: null }

/** The login by docker's and podman's files and the credential helpers that they name, docker's first. */
export async function findHubLogin(system: System, env: Environment): Promise<FoundLogin> {
  let first: Notice | null = null
  for (const path of pathsOf(system, env)) {
    const { login, notice: why } = await lookIn(system, path)
    if (login) return { login, notice: null }
    first ??= why
  }
  return { login: null, notice: first }
}

// As root the variables are passed over: sudo may keep a user's, and what they name chooses a program to run.
function pathsOf({ disk: { places, uid, root } }: System, env: Environment): readonly string[] {
  const own = uid === 0 || root !== '' ? {} : env
  const named = [own.DOCKER_CONFIG && `${own.DOCKER_CONFIG}/config.json`, own.REGISTRY_AUTH_FILE]
  const usual = [
    `${places.home}/.docker/config.json`,
    `${own.XDG_RUNTIME_DIR || (uid === 0 ? '/run' : `/run/user/${uid}`)}/containers/${uid === 0 ? '0/' : ''}auth.json`,
    `${places.configHome}/containers/auth.json`,
  ]
  return [...new Set([...named, ...usual].filter((path) => path?.startsWith('/') === true))] as readonly string[]
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

// By argv, with the registry on its standard input. What it prints of a failure may be shown, what it gives never.
async function ask({ processes }: System, helper: string, keys: readonly string[]): Promise<FoundLogin> {
  const failed = (why: string): FoundLogin => ({ login: null, notice: notice('quota-helper-failed', { helper, why }) })
  if (!processes) return none
  const program = await processes.find(`docker-credential-${helper}`)
  if (program === null) return failed('it was not found')
  for (const key of keys) {
    try {
      const { code, stdout, stderr } = await processes.run([program, 'get'], { timeoutMs: helperMs, input: key })
      const login = code === 0 ? parseHelperAnswer(stdout) : null
      if (login) return { login, notice: null }
      if (code === 0) return failed('its answer is no login')
      // Its words where it has none [docker-credential-helpers: credentials.NewErrCredentialsNotFound].
      const why = lastLine(stdout) || lastLine(stderr)
      if (/not found/i.test(why)) continue
      // What looks like an answer may be one, secret and all.
      return failed(why === '' || /[{"]/.test(stdout) ? `it ended with ${code ?? 'a signal'}` : why.slice(0, 200))
    } catch (error) {
      return failed(asAppError(error).notice.message.replace(/\.$/, ''))
    }
  }
  return none
}
