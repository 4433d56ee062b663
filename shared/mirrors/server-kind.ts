import type { Server } from './contract.ts'

/** The parts of an answer to `/v2/` that tell who gave it; header names in lower case. */
export interface Greeting {
  readonly status: number
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
}

/**
 * What server gives such an answer; null where nothing tells. zot looks like distribution 3 here, and is told apart
 * by asking it. Distribution is told by its Content-Type [measured 2.8.2, 2.8.3, 3.0.0, 3.1.1], Harbor and GitLab by
 * the service of their challenge [goharbor/harbor, src/server/middleware/v2auth; docs.gitlab.com, dependency proxy],
 * Artifactory and Nexus by what they call themselves.
 */
export function serverOf({ status, headers }: Greeting): Server | null {
  const header = (name: string): string => String(headers[name] ?? '').slice(0, 4096)
  const service = /service="([^"]*)"/i.exec(header('www-authenticate'))?.[1]
  if (service === 'harbor-registry') return { name: 'harbor', version: null }
  if (service === 'dependency_proxy') return { name: 'gitlab', version: null }
  const artifactory = `${header('server')} ${header('x-jfrog-version')}`
  if (/Artifactory/i.test(artifactory)) return { name: 'artifactory', version: versionIn(artifactory) }
  if (/Nexus/i.test(header('server'))) return { name: 'nexus', version: versionIn(header('server')) }
  if (status !== 200 || header('docker-distribution-api-version') !== 'registry/2.0') return null
  const type = header('content-type')
  if (/^application\/json; *charset=utf-8$/i.test(type)) return { name: 'distribution', version: '2.x' }
  return /^application\/json$/i.test(type) ? { name: 'distribution', version: '3.x' } : null
}

function versionIn(text: string): string | null {
  return /\/v?(\d[\w.-]{0,30})/.exec(text)?.[1] ?? null
}

/** A version as a server tells it of itself, where it is one. */
export function versionOf(value: unknown): string | null {
  return typeof value === 'string' && /^v?\d[\w.+-]{0,40}$/.test(value) ? value : null
}
