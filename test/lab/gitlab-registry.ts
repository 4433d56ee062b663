import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Daemon, type Machine, PROJECT_INSIDE } from './machine.ts'
import { nodeIn } from './node-in.ts'
import { listening } from './ports.ts'
import { type Registry, startRegistry } from './registry.ts'
import type { TokenSettings } from './token-service.ts'

/** What a registry is told of the GitLab that mints its tokens. */
export interface TokenAuth {
  readonly realm: string
  readonly service: string
  readonly issuer: string
  /** Where its bundle of certificates is. */
  readonly bundle: string
}

/** The environment by which a registry's container is told to ask for tokens. */
function tokenAuthEnv({ realm, service, issuer, bundle }: TokenAuth): Readonly<Record<string, string>> {
  return {
    REGISTRY_AUTH_TOKEN_REALM: realm,
    REGISTRY_AUTH_TOKEN_SERVICE: service,
    REGISTRY_AUTH_TOKEN_ISSUER: issuer,
    REGISTRY_AUTH_TOKEN_ROOTCERTBUNDLE: bundle,
  }
}

/** Starts the token service at `address:port` inside the machine. */
export async function startTokenService(machine: Machine, at: string, settings: TokenSettings): Promise<Daemon> {
  const name = `tokens-${at.replace(':', '-')}`
  const file = join(machine.work, `${name}.json`)
  writeFileSync(file, JSON.stringify(settings))
  const script = join(PROJECT_INSIDE, 'test/lab/token-server.ts')
  const daemon = await machine.start(name, [nodeIn(PROJECT_INSIDE), script, file, ...at.split(':')])
  await listening(machine, daemon, at)
  return daemon
}

/** Starts a docker-registry at `address:port` inside the machine that opens to tokens alone. */
export function startGitlabRegistry(machine: Machine, at: string, auth: TokenAuth): Promise<Registry> {
  return startRegistry(machine, { name: `registry-${at.replace(':', '-')}`, listen: at, env: tokenAuthEnv(auth) })
}
