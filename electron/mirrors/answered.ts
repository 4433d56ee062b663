import { notice } from '../../shared/notice.ts'
import { endpointOf, formatEndpoint, hostAndPort, type Mirror } from '../../shared/registry.ts'
import type { Answer } from './ask.ts'
import type { Finding } from './health.ts'

/** What Go, nginx and Apache answer to plain http where they speak TLS [measured for Go; the others by their sources]. */
const saysTls = /HTTP request to an HTTPS server|plain HTTP request was sent to HTTPS|plain HTTP to an SSL-enabled/i

/** What the answer to `/v2/` says of a mirror. */
export function judgeAnswer(mirror: Mirror, { status, headers, body }: Answer): Finding {
  const { url } = mirror
  const { host, port } = endpointOf(mirror)
  const isHtml = /text\/html/.test(headers['content-type'] ?? '') || /^\s*<(!doctype|html)/i.test(body)
  if (status === 401)
    return { health: 'needs-login', notice: notice('mirror-needs-login', { url, host: hostAndPort(host, port) }) }
  if (status === 400 && saysTls.test(body)) return speaksTls(mirror)
  if (status >= 300 && status < 400) return judgeRedirect(mirror, headers.location)
  if (isHtml) return { health: 'portal', notice: notice('mirror-portal', { url }) }
  const isRegistry = status === 200 && (headers['docker-distribution-api-version'] !== undefined || isJson(body))
  if (isRegistry) return { health: 'up', notice: null }
  return { health: 'not-a-registry', notice: notice('mirror-not-a-registry', { url, why: `/v2/ gave ${status}` }) }
}

/** A mirror of plain http at whose port TLS is spoken. */
export function speaksTls(mirror: Mirror): Finding {
  const { url } = mirror
  return { health: 'not-a-registry', notice: notice('mirror-speaks-tls', { url, instead: overTls(mirror) }) }
}

// Who sends all plain http to https means well; whoever sends elsewhere wants a person to log in.
function judgeRedirect(mirror: Mirror, location: string | undefined): Finding {
  const { url } = mirror
  const there = URL.parse(location ?? '', url)
  const isOwn = there?.hostname === new URL(url).hostname && there.protocol === 'https:'
  if (isOwn && endpointOf(mirror).scheme === 'http') {
    const instead = formatEndpoint({ ...endpointOf(mirror), scheme: 'https', port: Number(there.port) || null })
    return { health: 'not-a-registry', notice: notice('mirror-wants-https', { url, instead }) }
  }
  return { health: 'portal', notice: notice('mirror-redirects', { url, where: (there?.host ?? '?').slice(0, 100) }) }
}

function overTls(mirror: Mirror): string {
  return formatEndpoint({ ...endpointOf(mirror), scheme: 'https' })
}

function isJson(body: string): boolean {
  try {
    return typeof JSON.parse(body) === 'object'
  } catch {
    return false
  }
}
