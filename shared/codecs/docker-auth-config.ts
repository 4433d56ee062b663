/** A login as a configuration file keeps it; the password is shown to nobody who does not ask for it. */
export interface StoredLogin {
  readonly user: string
  readonly password: Secret
}

/** What prints, logs and JSON show of a secret is a row of dots. */
export class Secret {
  readonly #text: string
  constructor(text: string) {
    this.#text = text
  }
  /** The secret itself, for the one place that must send it. */
  reveal(): string {
    return this.#text
  }
  toString(): string {
    return '•••'
  }
  toJSON(): string {
    return '•••'
  }
}

/** docker's `config.json` and podman's `auth.json`, which have one shape. */
export interface AuthConfig {
  /** By the registry's name as it stands there. */
  readonly logins: ReadonlyMap<string, StoredLogin>
  /** Which helper keeps the logins of all registries; null for none. */
  readonly store: string | null
  /** Which helper keeps the login of one registry. */
  readonly helpers: ReadonlyMap<string, string>
}

/** Under which names Docker Hub's login is kept, docker's own first. */
export const hubKeys = [
  'https://index.docker.io/v1/',
  'index.docker.io/v1/',
  'index.docker.io',
  'docker.io',
  'registry-1.docker.io',
  'https://index.docker.io/v1',
] as const

type Unknown = Readonly<Record<string, unknown>>

/** Reads such a file; throws with the parser's words where it is no JSON object. Parts that are odd are left out. */
export function parseAuthConfig(text: string): AuthConfig {
  const value: unknown = JSON.parse(text)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('it holds no JSON object')
  const { auths, credsStore, credHelpers } = value as Unknown
  const logins = Object.entries(objectOf(auths)).flatMap(([name, entry]) => {
    const login = loginIn(objectOf(entry))
    return login ? [[name, login] as const] : []
  })
  const helpers = Object.entries(objectOf(credHelpers)).filter((pair): pair is [string, string] => isHelper(pair[1]))
  return { logins: new Map(logins), store: isHelper(credsStore) ? credsStore : null, helpers: new Map(helpers) }
}

function loginIn({ auth, username, password }: Unknown): StoredLogin | null {
  if (typeof auth === 'string' && auth !== '') {
    const [, user, secret] = /^([^:]*):(.*)$/s.exec(decoded(auth)) ?? []
    if (user !== undefined && user !== '' && secret !== undefined)
      return { user, password: new Secret(secret.replace(/\0+$/, '')) }
  }
  if (typeof username !== 'string' || username === '' || typeof password !== 'string') return null
  return { user: username, password: new Secret(password) }
}

/** Whether a text may be the end of a program's name `docker-credential-…`. */
export function isHelper(value: unknown): value is string {
  return typeof value === 'string' && /^[a-z0-9_-]{1,60}$/.test(value)
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** The UTF-8 text of a base64 one (RFC 4648, 4); empty where it is none. */
function decoded(base64: string): string {
  let bits = 0
  let count = 0
  let escaped = ''
  for (const sign of base64.replace(/=+$/, '')) {
    const value = alphabet.indexOf(sign)
    if (value < 0) return ''
    bits = (bits << 6) | value
    count += 6
    if (count < 8) continue
    count -= 8
    escaped += `%${((bits >> count) & 0xff).toString(16).padStart(2, '0')}`
  }
  try {
    return decodeURIComponent(escaped)
  } catch {
    return ''
  }
}

function objectOf(value: unknown): Unknown {
  return typeof value === 'object' && value !== null ? (value as Unknown) : {}
}
