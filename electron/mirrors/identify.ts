import { objectOf } from '../../shared/codecs/json-object.ts'
import type { Identified, SeenCertificate, Server } from '../../shared/mirrors/contract.ts'
import { serverOf, versionOf } from '../../shared/mirrors/server-kind.ts'
import { notice, type Notice } from '../../shared/notice.ts'
import { endpointOf, type Mirror } from '../../shared/registry.ts'
import { look, type Look } from './health.ts'
import { jsonAt, tellPullThrough } from './pull-through.ts'

/** What is found out beside the health must be there by then. */
const furtherMs = 2_000

/**
 * Finds out what a mirror is. Of several (https and http of one text) the one that speaks as its URL says is meant,
 * the first of them if there are more; they are asked at the same time.
 */
export async function identify(candidates: readonly Mirror[], signal: AbortSignal): Promise<Identified> {
  const looks = await Promise.all(candidates.map(async (mirror) => ({ mirror, seen: await look(mirror, signal) })))
  const { mirror, seen } =
    looks.find(({ seen: one }) => isAtHome(one)) ?? looks.find(({ seen: one }) => isThere(one)) ?? looks[0]!
  const { health, latencyMs, notice: why, knock } = seen
  const isTyped = candidates.length === 1
  const known = { url: mirror.url, health, latencyMs, notice: why, certificate: knock.certificate }
  if (health !== 'up' && health !== 'needs-login') {
    return { ...known, server: null, isPullThrough: null, upstream: null, suggestions: onTrust(mirror, known) }
  }
  const soon = AbortSignal.any([signal, AbortSignal.timeout(furtherMs)])
  const [server, through] = await Promise.all([serverAt(mirror, seen, soon), tellPullThrough(mirror, soon)])
  // Its dependency proxy stands before Docker Hub and nothing else [docs.gitlab.com, dependency proxy].
  const isGitlab = server?.name === 'gitlab'
  const suggestions = [
    ...(isTyped ? [] : [notice('identify-scheme', { url: mirror.url })]),
    ...onPath(mirror, server),
    ...(through.isNone ? [notice('identify-no-upstream', { url: mirror.url })] : []),
  ]
  return {
    ...known,
    server,
    isPullThrough: isGitlab ? true : through.isPullThrough,
    upstream: isGitlab ? 'docker.io' : through.upstream,
    suggestions,
  }
}

function isAtHome({ health }: Look): boolean {
  return health === 'up' || health === 'needs-login' || health === 'untrusted'
}

function isThere({ knock }: Look): boolean {
  return knock.stage !== 'name' && knock.stage !== 'connection'
}

/** What server a mirror is, as far as it tells; it may be asked one more question. */
export async function serverAt(
  mirror: Mirror,
  { knock: { answer } }: Look,
  signal: AbortSignal,
): Promise<Server | null> {
  const server = answer && serverOf(answer)
  if (server?.name === 'harbor') {
    // Newer ones tell only who is logged in [goharbor.io, api/v2.0/swagger.yaml].
    const info = await jsonAt(mirror, '/api/v2.0/systeminfo', signal)
    return { ...server, version: versionOf(objectOf(info?.body)['harbor_version']) }
  }
  if (server?.name !== 'distribution' || server.version !== '3.x') return server
  const management = objectOf((await jsonAt(mirror, '/v2/_zot/ext/mgmt', signal))?.body)
  // [zotregistry.dev, README_mgmt.md of zot 2.1]
  const isZot = 'distSpecVersion' in management || 'binaryType' in management
  return isZot ? { name: 'zot', version: versionOf(management['releaseTag']) } : server
}

// Who serves several mirrors at one address does so below paths.
function onPath(mirror: Mirror, server: Server | null): readonly Notice[] {
  if (server === null || endpointOf(mirror).path !== '') return []
  const { url } = mirror
  if (server.name === 'harbor') return [notice('identify-harbor', { url })]
  if (server.name === 'gitlab') return [notice('identify-gitlab', { url })]
  if (server.name === 'artifactory') return [notice('identify-artifactory', { url })]
  return server.name === 'nexus' ? [notice('identify-nexus')] : []
}

function onTrust(
  { insecure }: Mirror,
  { certificate }: { readonly certificate: SeenCertificate | null },
): readonly Notice[] {
  if (insecure || certificate?.fault !== 'authority' || certificate.authority === null) return []
  return [notice('identify-authority', { issuer: certificate.issuer, sha256: certificate.authority.sha256 })]
}
