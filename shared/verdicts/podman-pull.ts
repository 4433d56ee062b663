import type { ConfMirror, ConfRegistry } from './podman-conf.ts'
import { coveredBy, referenceFault } from './podman-reference.ts'
import type { Accepted } from './verdict.ts'

/** What becomes of a pull by tag, as far as files can tell. */
export type Pull = Pick<Accepted, 'mirror' | 'why'>

/** What the files beside registries.conf say of TLS. */
export interface Trust {
  /** Whether a certificate authority is put down for this `host:port`, or for the whole machine. */
  readonly knowsAuthority: (host: string) => boolean
}

/** A name by which images are pulled, such as `docker.io/library/alpine`, and its tag. */
export interface Image {
  readonly name: string
  readonly tag: string
}

/** Pulls an image on paper: which table matches, where it leads, and what cannot work. */
export function pullOf(tables: readonly ConfRegistry[], { name, tag }: Image, trust: Trust): Pull {
  const table = matching(tables, name)
  if (!table) return { mirror: 'unused', why: null }
  const mirrors = table.byDigestOnly
    ? []
    : table.mirrors.filter(({ pullFromMirror }) => pullFromMirror !== 'digest-only')
  const primary = rewritten(table.location, table.prefix, name)
  const ways = mirrors.map((mirror) => ({ ...mirror, image: rewritten(mirror.location, table.prefix, name) }))
  // One name that cannot be is enough, also that of a mirror that would not have been needed.
  for (const image of [...ways.map((way) => way.image), primary]) {
    const fault = referenceFault(`${image}:${tag}`)
    if (fault !== null) return { mirror: 'fails', why: `rewriting reference: ${fault}` }
  }
  if (ways.some((way) => way.image !== primary && mayServe(way, way.image))) return { mirror: 'used', why: null }
  const stop = blockedBy(primary)
  if (stop) return { mirror: 'fails', why: `registry ${stop.prefix} is blocked` }
  if (primary === name) return { mirror: 'unused', why: null }
  return { mirror: canVerify(table, primary) ? 'used' : 'fails', why: null }

  function mayServe(way: ConfMirror, image: string): boolean {
    return !blockedBy(image) && !isApiPath(image) && canVerify(way, image)
  }

  function blockedBy(image: string): ConfRegistry | null {
    const other = matching(tables, image)
    return other?.blocked ? other : null
  }

  function canVerify({ insecure }: { readonly insecure: boolean }, image: string): boolean {
    const host = image.slice(0, image.indexOf('/'))
    return insecure || !isPrivateAddress(host) || trust.knowsAuthority(host)
  }
}

/** The table that matches by the longest prefix, a wildcard's as it is written; of two as long the first. */
export function matching(tables: readonly ConfRegistry[], name: string): ConfRegistry | null {
  const lengths = tables.map(({ prefix }) => (coveredBy(name, prefix) < 0 ? -1 : prefix.length))
  const longest = lengths.reduce((most, one) => Math.max(most, one), 0)
  return longest === 0 ? null : (tables[lengths.indexOf(longest)] ?? null)
}

// A wildcard without a location leaves names as they are.
function rewritten(location: string, prefix: string, name: string): string {
  return location === '' ? name : location + name.slice(coveredBy(name, prefix))
}

// The address of a registry's API, pasted in: it answers 404 to every name below [measured 4.3–6.1].
function isApiPath(image: string): boolean {
  return /^[^/]+\/v[12]\//.test(image)
}

// No public authority signs for these, so that without one of their own TLS fails, and podman passes on in silence
// [measured 4.3–6.1 by plain http].
const privateAddress =
  /^(?:127|10|192\.168|169\.254|172\.(?:1[6-9]|2\d|3[01]))(?:\.\d{1,3})+(?::\d+)?$|^localhost(?::\d+)?$/

function isPrivateAddress(host: string): boolean {
  return privateAddress.test(host)
}
