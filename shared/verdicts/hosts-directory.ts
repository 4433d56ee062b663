import { splitHostPort } from './go-url.ts'
import { readHostsToml, type HostEndpoint } from './hosts-toml.ts'
import { isLoopback, isMirrorHost } from './mirror-use.ts'
import { hasCertificate, hasKey } from './pem.ts'
import type { Accepted, RawFile, RawTree } from './verdict.ts'

/** Who reads the hosts directory. */
export type HostsReader = 'docker 28.5' | 'containerd 1.6' | 'containerd 1.7' | 'containerd 2.1'

/** What becomes of a docker.io pull; `several`: with two endpoints or more, daemon.json's mirrors are passed over. */
export type HostsVerdict = Omit<Accepted, 'engine' | 'store' | 'via'> & { readonly several: boolean }

type Settled = { readonly endpoints: readonly HostEndpoint[]; readonly why: string | null } | { readonly fails: string }

const DEFAULT: HostEndpoint = {
  scheme: 'https',
  host: 'registry-1.docker.io',
  path: '/v2',
  pulls: true,
  resolves: true,
  authorities: [],
  pairs: [],
  skipVerify: false,
}

/** What a reader makes of a hosts directory for docker.io, as pulls of ctr, CRI and dockerd showed it. */
export function hostsVerdict(tree: RawTree, root: string, reader: HostsReader): HostsVerdict {
  const settled = settle(tree, root, reader)
  if ('fails' in settled) return fails(settled.fails)
  const endpoints = settled.endpoints.map((endpoint, at) =>
    endpoint.host === '' && at === settled.endpoints.length - 1
      ? { ...DEFAULT, authorities: endpoint.authorities, pairs: endpoint.pairs, skipVerify: endpoint.skipVerify }
      : endpoint,
  )
  // The certificates of every endpoint are loaded before any is asked, so one bad file fails them all.
  const fault = certificateFault(tree, endpoints)
  if (fault !== null) return fails(fault)
  // A tag is resolved where both are allowed [measured with ctr: ["resolve"] alone is never asked].
  const pulling = endpoints.filter(({ pulls }) => pulls)
  const used = [pulling.filter(({ resolves }) => resolves), pulling].some(asksMirrorFirst)
  return { ok: true, mirror: used ? 'used' : 'unused', why: settled.why, several: endpoints.length > 1 }
}

function fails(why: string): HostsVerdict {
  return { ok: true, mirror: 'fails', why, several: false }
}

// A host that nobody can answer for is passed in a moment; the hub is not.
function asksMirrorFirst(endpoints: readonly HostEndpoint[]): boolean {
  const answering = endpoints.find((endpoint) => answers(endpoint))
  return answering !== undefined && isMirrorHost(answering.host, answering.path)
}

// No public authority vouches for the machine itself: https there needs a CA of one's own or no check.
function answers({ scheme, host, path, authorities, skipVerify }: HostEndpoint): boolean {
  const isHub = host !== '' && !isMirrorHost(host, path) && splitHostPort(host).host.toLowerCase().endsWith('docker.io')
  if (isHub) return true
  if (!isMirrorHost(host, path) || (scheme !== 'http' && scheme !== 'https')) return false
  return scheme === 'http' || !isLoopback(splitHostPort(host).host) || authorities.length > 0 || skipVerify
}

// An empty directory for docker.io shadows _default [measured].
function settle(tree: RawTree, root: string, reader: HostsReader): Settled {
  for (const name of ['docker.io', '_default']) {
    const directory = `${root}/${name}`
    const found = tree.file(directory)
    if (found.kind === 'absent' || found.kind === 'dangling') continue
    if (found.kind === 'loop') return { fails: `stat ${directory}: too many levels of symbolic links` }
    if (found.kind !== 'directory') return { fails: `open ${directory}/hosts.toml: not a directory` }
    return settleIn(tree, directory, reader)
  }
  return { endpoints: [DEFAULT], why: null }
}

function settleIn(tree: RawTree, directory: string, reader: HostsReader): Settled {
  const path = `${directory}/hosts.toml`
  const file = tree.file(path)
  if (file.kind === 'absent' || file.kind === 'dangling') return certificatesOnly(tree, directory, null)
  if (file.kind !== 'file') return { fails: unreadable(path, file) }
  if (file.bytes.length === 0) return certificatesOnly(tree, directory, null)
  const recent = reader === 'docker 28.5' || reader === 'containerd 2.1'
  const read = readHostsToml(recent ? 'go-toml 2' : 'go-toml 1', recent, directory, file.bytes)
  if (read.ok) return { endpoints: read.endpoints, why: null }
  return read.panics ? { fails: read.why } : certificatesOnly(tree, directory, read.why)
}

function unreadable(path: string, file: Exclude<RawFile, { kind: 'file' }>): string {
  if (file.kind === 'directory') return `read ${path}: is a directory`
  if (file.kind === 'loop') return `open ${path}: too many levels of symbolic links`
  return file.kind === 'huge' ? `${path} is too large to be judged` : `${path} is not a regular file`
}

// Without a hosts.toml that can be read, the directory is one of Docker's: certificates for the registry itself.
function certificatesOnly(tree: RawTree, directory: string, why: string | null): Settled {
  const names = (tree.names(directory) ?? []).filter((name) => {
    const path = `${directory}/${name}`
    return tree.isLink(path) || tree.file(path).kind !== 'directory'
  })
  const at = (name: string): string => `${directory}/${name}`
  const authorities = names.filter((name) => name.endsWith('.crt')).map(at)
  const pairs = names
    .filter((name) => name.endsWith('.cert'))
    .map((name) => {
      const key = `${name.slice(0, -'.cert'.length)}.key`
      const kind = tree.file(at(key)).kind
      return [at(name), kind === 'absent' || kind === 'dangling' ? '' : at(key)] as const
    })
  return { endpoints: [{ ...DEFAULT, host: '', authorities, pairs }], why }
}

function certificateFault(tree: RawTree, endpoints: readonly HostEndpoint[]): string | null {
  for (const { authorities, pairs } of endpoints) {
    for (const path of authorities) {
      const file = tree.file(path)
      if (file.kind !== 'file') return `unable to read CA cert "${path}": ${missing(path, file)}`
      if (!hasCertificate(file.bytes)) return `unable to load CA cert "${path}"`
    }
    for (const [certificate, key] of pairs) {
      for (const path of [certificate, key]) {
        const file: RawFile = path === '' ? { kind: 'absent' } : tree.file(path)
        if (path !== '' && file.kind !== 'file') return `unable to read CERT file "${path}": ${missing(path, file)}`
      }
      const [first, second] = [tree.file(certificate), tree.file(key === '' ? certificate : key)]
      const whole =
        first.kind === 'file' && second.kind === 'file' && hasCertificate(first.bytes) && hasKey(second.bytes)
      if (!whole) return 'failed to load X509 key pair'
    }
  }
  return null
}

function missing(path: string, file: RawFile): string {
  if (file.kind === 'directory') return `read ${path}: is a directory`
  return file.kind === 'loop'
    ? `open ${path}: too many levels of symbolic links`
    : `open ${path}: no such file or directory`
}
