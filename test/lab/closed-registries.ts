import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { makeImage } from './image.ts'
import { type Machine, PROJECT, PROJECT_INSIDE } from './machine.ts'
import { nodeIn } from './node-in.ts'
import { listening } from './ports.ts'
import { storeImage } from './registry-storage.ts'
import type { Accounts } from './login-token-server.ts'

const SERVER = fileURLToPath(new URL('./login-token-server.ts', import.meta.url))
const TOKENS = { port: 5051, issuer: 'pullcord-lab', service: 'lab-registry' } as const

/** What jane logs in with, at both registries, and a token that the second exchanges. */
export const PLANTED = { user: 'jane', password: 'hunter2-planted:x', refreshToken: 'renewed-planted-token' } as const

/** bcrypt of that password, made by htpasswd -nB; docker-registry takes no other kind. */
const HASH = '$2y$04$xI2f4ohsko0kRUb3FRFshe/KPwjS5fp5WuonxB0aK2jMp82ryZ3Zm'

/** Two docker-registries on a machine's loopback that let nobody in without a login: by htpasswd, and by tokens. */
export const CLOSED = { basic: '127.0.0.1:5041', bearer: '127.0.0.1:5050' } as const

/** Starts both, each with `team/app:1`, and the token service of the second. */
export async function startClosedRegistries(machine: Machine): Promise<void> {
  const folder = join(machine.work, 'closed')
  mkdirSync(folder)
  const at = (name: string): string => join(folder, name)
  const [key, bundle, accounts] = [at('token.key'), at('token.crt'), at('accounts.json')]
  const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=tokens']
  execFileSync('openssl', [...request, '-keyout', key, '-out', bundle], { stdio: 'ignore' })
  const { user, password, refreshToken } = PLANTED
  const known: Accounts = { passwords: { [user]: password }, refreshTokens: [refreshToken] }
  writeFileSync(accounts, JSON.stringify(known))
  writeFileSync(at('htpasswd'), `${user}:${HASH}\n`)
  storeImage(at('storage'), 'team/app', '1', makeImage('closed'))

  const serve = async (name: string, listen: string, auth: unknown): Promise<void> => {
    const settings = {
      version: '0.1',
      log: { level: 'warn' },
      storage: { filesystem: { rootdirectory: at('storage') } },
      http: { addr: listen, secret: 'lab' },
      auth,
    }
    writeFileSync(at(`${name}.json`), JSON.stringify(settings)) // JSON is YAML
    const daemon = await machine.start(name, ['docker-registry', 'serve', at(`${name}.json`)])
    await listening(machine, daemon, listen)
  }
  const { port, issuer, service } = TOKENS
  const script = join(PROJECT_INSIDE, relative(PROJECT, SERVER))
  const server = [nodeIn(PROJECT_INSIDE), script, String(port), key, issuer, service, accounts]
  await listening(machine, await machine.start('tokens', server), `127.0.0.1:${port}`)
  await serve('basic', CLOSED.basic, { htpasswd: { realm: 'lab', path: at('htpasswd') } })
  const realm = `http://127.0.0.1:${port}/token`
  await serve('bearer', CLOSED.bearer, { token: { realm, service, issuer, rootcertbundle: bundle } })
}
