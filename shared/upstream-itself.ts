import { parseUpstream, type Upstream } from './registry.ts'

/** Whether a URL, or a bare host, leads to an upstream itself: `https://registry-1.docker.io/v2` to docker.io. */
export function isUpstreamItself(url: string, upstream: Upstream): boolean {
  const host = url.replace(/^[a-z]+:\/\//i, '').split('/')[0]!
  const found = parseUpstream(host.replace(/:443$/, ''))
  return found.ok && found.value === upstream.replace(/:443$/, '')
}
