import { createPrivateKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { type Access, mintToken } from '../../electron/gitlab/registry-token.ts'
import type { KeyPair } from './certificates.ts'

/** What a GitLab was told of its registry, and who may log in there. */
export interface TokenSettings {
  /** `GITLAB_REGISTRY_KEY_PATH`; read for each token, as GitLab does. */
  readonly keyPath: string
  /** `GITLAB_REGISTRY_ISSUER`. */
  readonly issuer: string
  /** Passwords by user name. */
  readonly users: Readonly<Record<string, string>>
  /** `GITLAB_RELATIVE_URL_ROOT`: `/gitlab`, or empty. */
  readonly root?: string
  readonly tls?: KeyPair
}

/** The only service that GitLab mints tokens for (app/controllers/jwt_controller.rb). */
const SERVICE = 'container_registry'

/**
 * GitLab's `/jwt/auth`, as jwt_controller.rb and container_registry_authentication_service.rb have it: Basic login,
 * RS256 alone, `kid` in the header, the issuer from the settings, the audience as asked for. A user may pull and push
 * everything, a guest nothing. What GitLab answers with an internal server error is one here: a key that it cannot read.
 */
export function tokenServer(settings: TokenSettings): Server {
  const onRequest = (asked: IncomingMessage, answer: ServerResponse): void => serve(settings, asked, answer)
  const { tls } = settings
  if (tls === undefined) return createServer(onRequest)
  return createTlsServer({ cert: readFileSync(tls.certificate), key: readFileSync(tls.key) }, onRequest)
}

function serve(settings: TokenSettings, asked: IncomingMessage, answer: ServerResponse): void {
  const { pathname, searchParams } = new URL(asked.url ?? '/', 'http://gitlab')
  if (asked.method !== 'GET' || pathname !== `${settings.root ?? ''}/jwt/auth`) return say(answer, 404, {})
  const user = userOf(settings, asked.headers.authorization)
  if (user === null) return say(answer, 401, refusal('UNAUTHORIZED', 'HTTP Basic: Access denied'))
  if (searchParams.get('service') !== SERVICE) return say(answer, 404, {})
  const scopes = searchParams.getAll('scope')
  if (user === '' && scopes.length === 0) return say(answer, 403, refusal('DENIED', 'access forbidden'))
  try {
    say(answer, 200, { token: tokenFor(settings, user, user === '' ? [] : scopes.map(accessOf)) })
  } catch {
    say(answer, 500, {})
  }
}

function tokenFor({ keyPath, issuer }: TokenSettings, subject: string, access: readonly Access[]): string {
  const key = createPrivateKey(readFileSync(keyPath))
  if (key.asymmetricKeyType !== 'rsa') throw new Error('OpenSSL::PKey::RSA.new takes no other key')
  const at = Math.floor(Date.now() / 1000)
  return mintToken({ key, issuer, service: SERVICE, subject, access, lifetime: 300, at })
}

/** The name, empty for a guest; null for a login that is wrong. */
function userOf({ users }: TokenSettings, header: string | undefined): string | null {
  if (header === undefined) return ''
  const [name = '', ...password] = Buffer.from(header.replace(/^Basic /, ''), 'base64')
    .toString()
    .split(':')
  return Object.hasOwn(users, name) && users[name] === password.join(':') ? name : null
}

function accessOf(scope: string): Access {
  const [type = '', ...rest] = scope.split(':')
  return { type, name: rest.slice(0, -1).join(':'), actions: (rest.at(-1) ?? '').split(',') }
}

function refusal(code: string, message: string): unknown {
  return { errors: [{ code, message }] }
}

function say(answer: ServerResponse, status: number, body: unknown): void {
  answer.writeHead(status, { 'content-type': 'application/json' })
  answer.end(JSON.stringify(body))
}
