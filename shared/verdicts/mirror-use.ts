import { isNetwork } from './go-decode.ts'
import { isReachable, parseGoUrl, splitHostPort } from './go-url.ts'

const HUB = new Set(['registry-1.docker.io', 'index.docker.io', 'docker.io'])

// RFC 5737: addresses for documents, at which nothing can answer.
const NOWHERE = /^192\.0\.2\.\d{1,3}$/

/** Whether a mirror's host is somebody to ask, and not the hub itself; `path` tells a scheme that was taken for one. */
export function isMirrorHost(host: string, path = ''): boolean {
  const bare = splitHostPort(host).host.toLowerCase()
  if (!isReachable(host) || NOWHERE.test(bare)) return false
  return !HUB.has(bare) && !(host.endsWith(':') && path.startsWith('//'))
}

/**
 * Whether the classic store asks a mirror before the hub, whoever may answer there: it knows the two schemes in lower
 * case only [measured].
 */
export function classicAsks(mirror: string): boolean {
  return /^https?:\/\//.test(mirror) && parseGoUrl(mirror).ok
}

/**
 * Whether the containerd store of 26.1 asks a mirror: it goes by https whatever the address says, and by http only
 * on the machine itself or to a host that insecure-registries names [measured].
 */
export function earlyStoreAsks(mirror: string, insecure: readonly string[]): boolean {
  const read = parseGoUrl(mirror)
  if (!read.ok) return false
  if (read.url.scheme === 'https') return true
  const named = insecure.map((registry) => registry.replace(/^https?:\/\//i, '')).filter((name) => !isNetwork(name))
  return named.includes(read.url.host) || isLoopback(splitHostPort(read.url.host).host)
}

/** Whether the containerd store of 28.5 asks a mirror of daemon.json. */
export function storeAsks(mirror: string): boolean {
  return parseGoUrl(mirror).ok
}

/** Whether containerd takes a host for the machine itself. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || /^127(?:\.\d{1,3}){3}$/.test(host) || host === '::1'
}
