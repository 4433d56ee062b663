import { createHash } from 'node:crypto'
import { isLoopback } from '../../shared/registry.ts'
import type { Disk } from '../system/system.ts'

/** Where `docker` commands go when that is not the usual socket. */
export interface DockerTarget {
  /** The name of the context; null where DOCKER_HOST names the endpoint itself. */
  readonly context: string | null
  /** `unix://…`, `ssh://…`, `tcp://…`, without a login; null where the context does not tell. */
  readonly host: string | null
  /** What says so: a variable, or a file. */
  readonly source: string
}

type Environment = Readonly<Record<string, string | undefined>>

const usualSockets = ['unix:///var/run/docker.sock', 'unix:///run/docker.sock']

/** As the docker command decides: DOCKER_HOST, then DOCKER_CONTEXT, then its own configuration; null for the usual. */
export async function dockerTarget(disk: Disk, env: Environment): Promise<DockerTarget | null> {
  if (env.DOCKER_HOST) {
    const host = withoutLogin(env.DOCKER_HOST)
    return usualSockets.includes(host) ? null : { context: null, host, source: 'DOCKER_HOST' }
  }
  const directory = env.DOCKER_CONFIG || `${disk.places.home}/.docker`
  if (env.DOCKER_CONTEXT) return await named(disk, directory, env.DOCKER_CONTEXT, 'DOCKER_CONTEXT')
  const path = `${directory}/config.json`
  return await named(disk, directory, textIn(await jsonAt(disk, path), 'currentContext') ?? '', path)
}

/** The host, where that is another machine; a loopback port may lead anywhere, and nothing is said of it. */
export function remoteHost({ host }: DockerTarget): string | null {
  const [, scheme, name] = /^(ssh|tcp|https?):\/\/(\[[^\]]*\]|[^:/]*)/.exec(host ?? '') ?? []
  if (scheme === undefined || name === undefined) return null
  return scheme !== 'ssh' && isLoopback(name.replace(/^\[|\]$/g, '')) ? null : host
}

// The docker command keeps a context under the digest of its name.
async function named(disk: Disk, directory: string, context: string, source: string): Promise<DockerTarget | null> {
  if (context === '' || context === 'default') return null
  const digest = createHash('sha256').update(context).digest('hex')
  const meta = await jsonAt(disk, `${directory}/contexts/meta/${digest}/meta.json`)
  const host = textIn(partOf(partOf(meta, 'Endpoints'), 'docker'), 'Host')
  return { context, host: host === null ? null : withoutLogin(host), source }
}

async function jsonAt(disk: Disk, path: string): Promise<unknown> {
  const state = await disk.read(path).catch(() => null)
  if (state?.kind !== 'text') return null
  try {
    return JSON.parse(state.text)
  } catch {
    return null
  }
}

function partOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : null
}

function textIn(value: unknown, key: string): string | null {
  const part = partOf(value, key)
  return typeof part === 'string' ? part : null
}

// A password has no place in a report that people send to others.
function withoutLogin(url: string): string {
  return url.replace(/\/\/[^@/]*@/, '//')
}
