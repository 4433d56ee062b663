import {
  hubKeys,
  parseAuthConfig,
  Secret,
  type AuthConfig,
  type StoredLogin,
} from '../../shared/codecs/docker-auth-config.ts'
import type { System } from '../system/system.ts'

const helperMs = 5_000

/** The user's login for Docker Hub, by docker's and podman's files and the helpers that they name; null for none. */
export async function findHubLogin(system: System): Promise<StoredLogin | null> {
  for (const path of pathsOf(system)) {
    const config = await readConfig(system, path)
    const login = config && (await loginOf(system, config))
    if (login) return login
  }
  return null
}

function pathsOf({ disk: { places, uid } }: System): readonly string[] {
  return [
    `${places.home}/.docker/config.json`,
    `/run/user/${uid}/containers/auth.json`,
    `${places.configHome}/containers/auth.json`,
  ]
}

// A file that is broken, or not ours to read, has no login for us; docker and podman tell of it themselves.
async function readConfig({ disk }: System, path: string): Promise<AuthConfig | null> {
  try {
    const text = await disk.load(path)
    return text === null ? null : parseAuthConfig(text)
  } catch {
    return null
  }
}

async function loginOf(system: System, { logins, store, helpers }: AuthConfig): Promise<StoredLogin | null> {
  for (const key of hubKeys) {
    const helper = helpers.get(key) ?? store
    const login = (helper === null ? null : await ask(system, helper, key)) ?? logins.get(key)
    if (login) return login
  }
  return null
}

// By argv, with the registry on its standard input [github.com/docker/docker-credential-helpers].
async function ask({ processes }: System, helper: string, key: string): Promise<StoredLogin | null> {
  const program = await processes?.find(`docker-credential-${helper}`)
  if (!processes || !program) return null
  const ended = await processes.run([program, 'get'], { timeoutMs: helperMs, input: key }).catch(() => null)
  if (ended?.code !== 0) return null
  try {
    const { Username: user, Secret: secret } = JSON.parse(ended.stdout) as { Username?: unknown; Secret?: unknown }
    // A token instead of a password has this name for its user.
    if (typeof user !== 'string' || user === '' || user === '<token>' || typeof secret !== 'string') return null
    return { user, password: new Secret(secret) }
  } catch {
    return null
  }
}
