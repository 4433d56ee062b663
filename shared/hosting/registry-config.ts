import { remoteUrl, type HostedRecord } from './hosted-record.ts'

/** Where a container finds what lies in the mirror's directory. */
export const inContainer = { config: '/etc/pullcord', data: '/var/lib/registry' } as const

/** What distribution is told beside the record. */
export interface ConfigParts {
  /** Directories as the process sees them. */
  readonly config: string
  readonly data: string
  readonly password: string | null
  /** Any long random text: distribution makes one itself otherwise, and complains. */
  readonly secret: string
}

/**
 * The configuration of a pull-through cache, as JSON, which is YAML. It is a file even for a container: what stands in
 * its environment `inspect` shows to everyone who may ask the engine. Keys: distribution's `docs/configuration.md`;
 * `proxy.ttl` is 3.x's, and 2.x passes over it.
 */
export function registryConfig(record: HostedRecord, { config, data, password, secret }: ConfigParts): string {
  const { upstream, hours, username, share } = record
  return `${JSON.stringify(
    {
      version: '0.1',
      // The Apache lines alone: they say the same of a request, and of a 401 as well.
      log: { level: 'warn', accesslog: { disabled: false } },
      storage: { filesystem: { rootdirectory: data }, delete: { enabled: true } },
      http: {
        addr: listenAddress(record),
        secret,
        // What is under way when it is told to end gets so long.
        draintimeout: '3s',
        ...(share === 'tls' && { tls: { certificate: `${config}/tls.crt`, key: `${config}/tls.key` } }),
      },
      proxy: {
        remoteurl: remoteUrl(upstream),
        ...(username !== null && password !== null && { username, password }),
        ...(hours !== null && { ttl: `${hours}h` }),
      },
    },
    null,
    2,
  )}\n`
}

/** Where it listens, in the network that it has. */
function listenAddress({ network, share, port }: Pick<HostedRecord, 'network' | 'share' | 'port'>): string {
  if (network === 'published') return ':5000'
  return share === 'no' ? `127.0.0.1:${port}` : `:${port}`
}

/** What an earlier configuration holds that a new one is to keep. */
export function keptParts(text: string | null): { readonly password: string | null; readonly secret: string | null } {
  try {
    const { http, proxy } = JSON.parse(text ?? '') as {
      readonly http?: { readonly secret?: string }
      readonly proxy?: { readonly password?: string }
    }
    return { password: proxy?.password ?? null, secret: http?.secret ?? null }
  } catch {
    return { password: null, secret: null }
  }
}
