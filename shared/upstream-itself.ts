import { parseUpstream, type Upstream } from './registry.ts'

/** Whether a URL, or a bare host, leads to an upstream itself: `https://registry-1.docker.io/v2` to docker.io. */
export function isUpstreamItself(url: string, upstream: Upstream): boolean {
  const [authority = ''] = url.replace(/^[a-z]+:\/\//i, '').split('/')
  const host = authority.slice(authority.lastIndexOf('@') + 1)
  // A dot at its end makes a name absolute, and leads to the same place.
  const found = parseUpstream(host.replace(/:443$/, '').replace(/\.$/, ''))
  return found.ok && found.value === upstream.replace(/:443$/, '')
}
