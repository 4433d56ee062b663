import { createPrivateKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { mintToken } from '../../electron/gitlab/registry-token.ts'

// A token service as GitLab has one: RS256, its `kid` made of the public key [distribution: spec/auth/jwt; measured
// with docker-registry 2.8]. Arguments: port, key, issuer, service, and a file of those who may log in.

/** Who may log in: passwords by user, and tokens that are exchanged. */
export interface Accounts {
  readonly passwords: Readonly<Record<string, string>>
  readonly refreshTokens: readonly string[]
}

const [port, keyFile = '', issuer = '', service = '', accountsFile = ''] = process.argv.slice(2)
const key = createPrivateKey(readFileSync(keyFile))
const accounts = JSON.parse(readFileSync(accountsFile, 'utf8')) as Accounts

createServer((message, response) => {
  let body = ''
  message.on('data', (chunk: Buffer) => (body += chunk.toString()))
  message.on('end', () => {
    const form = new URLSearchParams(body)
    const scopes = [...new URL(message.url ?? '', 'http://x').searchParams.getAll('scope'), ...form.getAll('scope')]
    const subject = subjectOf(message.headers.authorization ?? '', form.get('refresh_token') ?? '')
    if (subject === null) return void response.writeHead(401).end('{}')
    const token = mint(subject, scopes)
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ token, access_token: token, expires_in: 300 }))
  })
}).listen(Number(port), '127.0.0.1')

function subjectOf(authorization: string, refreshToken: string): string | null {
  if (accounts.refreshTokens.includes(refreshToken)) return 'renewed'
  const [, base64 = ''] = /^Basic (.+)$/.exec(authorization) ?? []
  const [, user = '', password] = /^([^:]*):(.*)$/s.exec(Buffer.from(base64, 'base64').toString()) ?? []
  return password !== undefined && accounts.passwords[user] === password ? user : null
}

function mint(subject: string, scopes: readonly string[]): string {
  const access = scopes
    .filter((scope) => scope !== '')
    .map((scope) => {
      const [type = '', name = '', actions = ''] = scope.split(':')
      return { type, name, actions: actions.split(',') }
    })
  const at = Math.floor(Date.now() / 1000)
  return mintToken({ key, issuer, service, subject, access, lifetime: 300, at })
}
