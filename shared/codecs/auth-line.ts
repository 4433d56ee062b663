import { encodeBase64 } from './base64.ts'
import type { StoredLogin } from './docker-auth-config.ts'

/** A login under the name that its reader looks for. */
export interface NamedLogin {
  readonly key: string
  readonly login: StoredLogin
}

/** The dots that stand for every secret. */
const dots = '•••'

/**
 * Logins as one line of docker’s `config.json`, without a space: `auth` is user and password, as `docker login` writes
 * them; an identity token stands beside a user without one [docker/cli: cli/config/configfile/file.go, encodeAuth].
 */
export function formatAuthLine(logins: readonly NamedLogin[]): string {
  return lineOf(logins, (secret) => secret)
}

/** The same line as anybody may see it. */
export function maskAuthLine(logins: readonly NamedLogin[]): string {
  return lineOf(logins, () => dots)
}

function lineOf(logins: readonly NamedLogin[], shown: (secret: string) => string): string {
  const auths = logins.map(({ key, login: { user, secret, kind } }) => {
    if (kind === 'password') return [key, { auth: shown(encodeBase64(`${user}:${secret.reveal()}`)) }]
    const auth = user === '' ? {} : { auth: shown(encodeBase64(`${user}:`)) }
    return [key, { ...auth, identitytoken: shown(secret.reveal()) }]
  })
  return JSON.stringify({ auths: Object.fromEntries(auths) as Record<string, unknown> })
}
