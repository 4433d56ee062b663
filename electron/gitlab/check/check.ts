import { failure } from '../../../shared/errors.ts'
import type { GitlabCheckOrder, GitlabCheckReport } from '../../../shared/gitlab/check-calls.ts'
import { finding, inOrder, type Finding } from '../../../shared/gitlab/check/finding.ts'
import { readFiles } from '../../../shared/gitlab/check/read-files.ts'
import { judgeFiles } from '../../../shared/gitlab/check/rules.ts'
import { jwksRule } from '../../../shared/gitlab/check/rules/registry.ts'
import { pemOf, type Scene } from '../../../shared/gitlab/check/scene.ts'
import { said } from '../../../shared/gitlab/check/setting.ts'
import { formatWebUrl, parseWebUrl, type WebUrl } from '../../../shared/gitlab/check/web-url.ts'
import { certificateOf } from '../../system/certificate.ts'
import { askGitlab } from './live-gitlab.ts'
import { askRegistry } from './live-registry.ts'
import { tlsFindings } from './live-tls.ts'
import { tryTokens, type SigningKey } from './live-token.ts'
import { readMaterial, type Material } from './material.ts'
import { certificatesOf, systemRoots } from './roots.ts'

/** For all that is asked of others; the whole takes no more than 10 s. */
const patienceMs = 9_000

/** Everything about a GitLab's registry that files and URLs tell; `now` is in milliseconds since 1970. */
export async function checkGitlab(
  { files, registry, gitlab, ca }: Omit<GitlabCheckOrder, 'task'>,
  signal: AbortSignal,
  now = Date.now(),
  roots: readonly string[] = systemRoots(),
): Promise<GitlabCheckReport> {
  const trusted = ca === null ? roots : [...roots, ...blocksOf(certificateOf(ca).pem)]
  const read = readFiles(files)
  const material = readMaterial(files, certificatesOf(trusted))
  const named = registry === null ? null : urlOf(registry)
  const asked = gitlab === null ? null : urlOf(gitlab)
  const isEmpty =
    read.gitlab === null && read.registry === null && read.sites.length === 0 && read.refusals.length === 0
  if (isEmpty && named === null && asked === null) throw failure('check-nothing', { count: files.length })
  const scene: Scene = { ...read, material: material.facts, paths: files.map(({ path }) => path), now, named }
  const live = await lookLive(scene, material, named, asked, trusted, signal)
  const findings = inOrder([...judgeFiles(scene, read), ...live])
  return { at: new Date(now).toISOString(), findings }
}

async function lookLive(
  scene: Scene,
  material: Material,
  registry: WebUrl | null,
  gitlab: WebUrl | null,
  roots: readonly string[],
  stop: AbortSignal,
): Promise<readonly Finding[]> {
  const signal = AbortSignal.any([stop, AbortSignal.timeout(patienceMs)])
  const nothing = { live: null, guest: null, findings: [] }
  const urls = [registry, gitlab].filter((url) => url !== null)
  const [tls, ofRegistry, ofGitlab] = await Promise.all([
    Promise.all(urls.map(async (url) => await tlsFindings(url, roots, signal, scene.now))),
    registry ? askRegistry(registry, gitlab ?? scene.gitlab?.url?.value ?? null, scene, signal) : nothing,
    gitlab ? askGitlab(gitlab, signal) : nothing,
  ])
  const found = [...tls.flat(), ...ofRegistry.findings, ...ofGitlab.findings]
  if (ofRegistry.live !== null) {
    const trial = {
      guest: ofGitlab.guest,
      signing: signingKey(scene, material),
      gitlabIssuer: said(scene.gitlab?.issuer ?? null),
      registryIssuer: said(scene.registry?.get('auth.token.issuer') ?? null),
    }
    try {
      found.push(...(await tryTokens(ofRegistry.live, trial, signal)))
    } catch {
      const url = formatWebUrl(ofRegistry.live.url)
      found.push(finding('check-stopped-late', url, { url, seconds: patienceMs / 1000 }))
    }
    if ((scene.registry?.version ?? null) === null) found.push(...jwksRule(scene, ofRegistry.live.version))
  }
  // Ended by a person, there is no report; by time, what is known is told.
  stop.throwIfAborted()
  return found
}

// The key that GitLab is told to use; without that, the only one that was given.
function signingKey(scene: Scene, { keys }: Material): SigningKey | null {
  const path = pemOf(scene, scene.gitlab?.keyPath ?? null, scene.gitlab?.service ?? null)?.path
  const [only] = keys.size === 1 && scene.gitlab === null ? [...keys.keys()] : []
  const chosen = path ?? only
  const key = chosen === undefined ? undefined : keys.get(chosen)
  return chosen === undefined || key === undefined ? null : { path: chosen, key }
}

function urlOf(text: string): WebUrl {
  const url = parseWebUrl(text.includes('://') ? text : `https://${text}`)
  if (url === null) throw failure('check-url', { url: text })
  return url
}

function blocksOf(pem: string): readonly string[] {
  return pem.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----\n?/g) ?? []
}
