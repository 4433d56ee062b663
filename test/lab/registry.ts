import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { markOf, type Request, requestsSince } from './access-log.ts'
import type { KeyPair } from './certificates.ts'
import type { Daemon, Machine } from './machine.ts'
import { listening } from './ports.ts'

/** How a docker-registry is set up. */
export interface RegistryOptions {
  readonly name: string
  /** `address:port`; an empty address is all of them. */
  readonly listen: string
  readonly tls?: KeyPair
  /** The upstream's URL: makes it a pull-through cache. */
  readonly upstream?: string
  readonly storage?: string
  /** Where it tells of every pull. */
  readonly notify?: { readonly url: string; readonly token: string }
  /** `address:port` of its counters. */
  readonly debug?: string
  /** What stands over its configuration file: `REGISTRY_AUTH_TOKEN_REALM` and the like. */
  readonly env?: Readonly<Record<string, string>>
}

/** A docker-registry inside a machine. */
export interface Registry {
  readonly log: string
  /** The end of its access log now. */
  mark(): number
  /** What it was asked since the mark. */
  since(mark: number): Promise<readonly Request[]>
  stop(): Promise<void>
  /** Starts it again after a stop, with another certificate if one is given. */
  start(tls?: KeyPair): Promise<void>
}

function configuration(options: RegistryOptions, storage: string, tls: KeyPair | undefined): string {
  return JSON.stringify({
    version: '0.1',
    log: { level: 'warn', accesslog: { disabled: false } },
    storage: { filesystem: { rootdirectory: storage } },
    http: {
      addr: options.listen,
      secret: 'lab',
      ...(tls === undefined ? {} : { tls }),
      ...(options.debug === undefined ? {} : { debug: { addr: options.debug, prometheus: { enabled: true } } }),
    },
    ...(options.notify === undefined ? {} : { notifications: notificationsTo(options.notify) }),
    ...(options.upstream === undefined ? {} : { proxy: { remoteurl: options.upstream } }),
  })
}

function notificationsTo({ url, token }: NonNullable<RegistryOptions['notify']>): unknown {
  const headers = { Authorization: [`Bearer ${token}`] }
  return {
    events: { includereferences: true },
    endpoints: [{ name: 'pullcord', url, headers, timeout: '2s', threshold: 3, backoff: '200ms' }],
  }
}

/** Starts a docker-registry; a pull-through wants its upstream up first, or it ends in a panic. */
export async function startRegistry(machine: Machine, options: RegistryOptions): Promise<Registry> {
  const storage = options.storage ?? join(machine.work, options.name)
  const file = join(machine.work, `${options.name}.json`) // JSON is YAML
  const log = join(machine.work, 'logs', `${options.name}.log`)
  mkdirSync(storage, { recursive: true })
  let daemon: Daemon | null = null
  const registry: Registry = {
    log,
    mark: () => (existsSync(log) ? markOf(log) : 0),
    since: (mark) => requestsSince(log, mark),
    async stop() {
      await daemon?.stop()
      daemon = null
    },
    async start(tls = options.tls) {
      writeFileSync(file, configuration(options, storage, tls))
      const { env = {} } = options
      daemon = await machine.start(options.name, ['docker-registry', 'serve', file], { env })
      await listening(machine, daemon, options.listen)
    },
  }
  await registry.start()
  return registry
}
