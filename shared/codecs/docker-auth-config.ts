import { parse, type ParseError } from 'jsonc-parser'
import type { Upstream } from '../registry.ts'
import { withoutTrailing } from '../without-trailing.ts'
import { decodeBase64 } from './base64.ts'
import { objectOf } from './json-object.ts'
import { checkPlainText, placeOf, unparseable, type Parsed } from './parsed.ts'

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

/** A login for one registry. */
export interface StoredLogin {
  /** Empty where an identity token stands alone. */
  readonly user: string
  readonly secret: Secret
  /** A password or access token, sent as Basic; or a token that is exchanged by OAuth2, as `docker login` of some registries leaves it. */
  readonly kind: 'password' | 'identity-token'
}

/** docker's `config.json` and podman's `auth.json`, which have one shape [containers-auth.json(5), docs.docker.com/reference/cli/docker/login]. */
export interface AuthConfig {
  /** By the registry's name as it stands there. */
  readonly logins: ReadonlyMap<string, StoredLogin>
  /** Names that hold a pass of one registry, good for minutes, and no login; as some tools leave it. */
  readonly passes: ReadonlySet<string>
  /** Names that stand there empty, as docker leaves them where a helper keeps the login. */
  readonly empty: ReadonlySet<string>
  /** Which helper keeps the logins of all registries; null for none. */
  readonly store: string | null
  /** Which helper keeps the login of one registry. */
  readonly helpers: ReadonlyMap<string, string>
}

// docker's own first.
const hubKeys = [
  'https://index.docker.io/v1/',
  'docker.io',
  'index.docker.io',
  'registry-1.docker.io',
  'index.docker.io/v1/',
  'https://index.docker.io/v1',
]

/** Under which names the login of a registry may be kept, the likeliest first. Names with a namespace are of that alone. */
export function keysOf(upstream: Upstream): readonly string[] {
  if (upstream === 'docker.io') return hubKeys
  const ways = [upstream, `https://${upstream}`, `http://${upstream}`]
  return ways.flatMap((way) => [way, `${way}/`, `${way}/v1/`, `${way}/v2/`])
}

type Unknown = Readonly<Record<string, unknown>>

/** Reads such a file; what is refused is named with its place and without an excerpt. Odd entries are left out. */
export function parseAuthConfig(path: string, text: string): Parsed<AuthConfig> {
  const refusal = checkPlainText(path, text)
  if (refusal) return { ok: false, refusal }
  const value = jsonIn(text)
  if (!isObject(value)) {
    const [why, offset] =
      value === undefined
        ? (['not JSON', mistakeIn(text)] as const)
        : (['not a JSON object', text.search(/\S/)] as const)
    return { ok: false, refusal: unparseable(path, placeOf(text, offset), why) }
  }
  const { auths, credsStore, credHelpers } = value
  const logins = entriesOf(auths).flatMap(([name, entry]) => {
    const login = isObject(entry) ? loginIn(entry) : null
    return login ? [[name, login] as const] : []
  })
  const others = entriesOf(auths).filter(
    ([name, entry]) => isObject(entry) && !logins.some(([known]) => known === name),
  )
  const isPass = ([, entry]: readonly [string, unknown]): boolean =>
    typeof objectOf(entry).registrytoken === 'string' && objectOf(entry).registrytoken !== ''
  const namesOf = (some: readonly (readonly [string, unknown])[]): ReadonlySet<string> =>
    new Set(some.map(([name]) => name))
  const helpers = entriesOf(credHelpers).filter((pair): pair is [string, string] => isHelper(pair[1]))
  const store = isHelper(credsStore) ? credsStore : null
  return {
    ok: true,
    value: {
      logins: new Map(logins),
      passes: namesOf(others.filter(isPass)),
      empty: namesOf(others.filter((pair) => !isPass(pair))),
      store,
      helpers: new Map(helpers),
    },
  }
}

/** Whether a text may be the end of a program's name `docker-credential-…`. */
function isHelper(value: unknown): value is string {
  return typeof value === 'string' && /^[a-z0-9_-]{1,60}$/.test(value)
}

// docker writes user and password as one text, `user:` beside an identity token, and reads all of these.
function loginIn({ auth, username, password, identitytoken }: Unknown): StoredLogin | null {
  const both = typeof auth === 'string' ? /^([^:]*):(.*)$/s.exec(decodeBase64(auth) ?? '') : null
  const user = both?.[1] ?? (typeof username === 'string' ? username : '')
  if (typeof identitytoken === 'string' && identitytoken !== '')
    return { user, secret: new Secret(identitytoken), kind: 'identity-token' }
  // docker takes away what some writers pad with.
  const secret = both ? withoutTrailing(both[2]!, '\0') : typeof password === 'string' ? password : ''
  return user === '' || secret === '' ? null : { user, secret: new Secret(secret), kind: 'password' }
}

/** What a credential helper answers to `get`; null where it is no login [github.com/docker/docker-credential-helpers]. */
export function parseHelperAnswer(text: string): StoredLogin | null {
  const value = jsonIn(text)
  if (!isObject(value)) return null
  const { Username: user, Secret: secret } = value
  if (typeof user !== 'string' || user === '' || typeof secret !== 'string' || secret === '') return null
  // This name stands for an identity token.
  if (user === '<token>') return { user: '', secret: new Secret(secret), kind: 'identity-token' }
  return { user, secret: new Secret(secret), kind: 'password' }
}

/** What a credential helper answers to `list`: users by the names that it keeps logins under; null where it is no such answer. */
export function parseHelperList(text: string): ReadonlyMap<string, string> | null {
  const value = jsonIn(text)
  // One that keeps nothing says null [Go’s encoding of an empty map].
  if (value === null) return new Map()
  if (!isObject(value)) return null
  return new Map(entriesOf(value).filter((pair): pair is [string, string] => typeof pair[1] === 'string'))
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

// The strict parser gives the verdict, and would quote the text; the tolerant one gives the place.
function mistakeIn(text: string): number {
  const errors: ParseError[] = []
  try {
    parse(text, errors, { disallowComments: true, allowTrailingComma: false })
  } catch {
    return 0
  }
  return errors[0]?.offset ?? 0
}

function isObject(value: unknown): value is Unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return isObject(value) ? Object.entries(value) : []
}
