import { withoutTrailing } from '../../../without-trailing.ts'
import { finding, type Finding } from '../finding.ts'
import { registryHost, type Scene } from '../scene.ts'
import { isYes, said, subjectOf } from '../setting.ts'
import type { GitlabSide } from '../sides.ts'
import type { Service } from '../compose.ts'
import { parseWebUrl, type WebUrl } from '../web-url.ts'
import { portOfRegistry, registrySites, webFiles } from './web-files.ts'

/** Whether GitLab's container can reach the registry, by the URL that it is told; else its registry page answers 500. */
export function apiRule(scene: Scene): readonly Finding[] {
  const { gitlab, registry } = scene
  const setting = gitlab?.apiUrl ?? null
  const value = said(setting)
  if (!gitlab || !setting || value === null || !isEnabled(gitlab)) return []
  const url = parseWebUrl(value)
  const subject = subjectOf(setting)
  const to = gitlab.service && url ? serviceAt(scene, gitlab.service, url.host) : null
  const wanted = wantedUrl(scene, to ?? registry?.service ?? null)
  const probe = `${withoutTrailing(value, '/')}/v2/`
  const values = { variable: setting.name, value, wanted, probe }
  if (url === null) return [finding('check-api-scheme', subject, values)]
  const isLoopback = /^(?:localhost|127\..*|::1)$/.test(url.host)
  if (isLoopback) {
    const [ours, theirs] = [gitlab.service, registry?.service]
    // On the machine's own network, or in the very network of the other, it is the same place.
    const isOne = ours?.networks.includes('mode host') || theirs?.networks.includes(`mode service:${ours?.name ?? ''}`)
    const isApart = ours && theirs && ours.name !== theirs.name && !isOne
    return isApart ? [finding('check-api-localhost', subject, values)] : []
  }
  if (gitlab.service === null) return [finding('check-api-elsewhere', subject, values)]
  if (to === null) {
    // A name with a dot may be known to a name server; a bare one is known to compose alone.
    const isElsewhere = /[.:]/.test(url.host)
    return [finding(isElsewhere ? 'check-api-elsewhere' : 'check-api-service', subject, { ...values, host: url.host })]
  }
  if (to.name !== registry?.service?.name) return []
  const known = { ...values, service: to.name, from: gitlab.service.name }
  if (!sharesNetwork(gitlab.service, to)) return [finding('check-api-network', subject, known)]
  const port = portOfRegistry(scene)
  if (url.port !== port) return [finding('check-api-port', subject, { ...known, port })]
  const speaks = said(registry.get('http.tls.certificate')) === null ? 'http' : 'https'
  if (url.scheme !== speaks) return [finding('check-api-scheme', subject, { ...known, scheme: speaks })]
  return [...untrusted(scene, url, subject, known), finding('check-api-right', subject, known)]
}

function untrusted(
  scene: Scene,
  url: WebUrl,
  subject: string,
  values: Readonly<Record<string, string>>,
): readonly Finding[] {
  if (url.scheme !== 'https') return []
  const shown = webFiles(scene).find(({ server }) => server === 'registry')
  const knowsAuthority = said(scene.gitlab?.service?.environment.get('SSL_CA_CERTIFICATES_PATH') ?? null) !== null
  const isRefused = shown?.leaf?.isSelfSigned === true && !knowsAuthority
  return isRefused ? [finding('check-api-untrusted', subject, { ...values, path: shown.file?.path ?? '' })] : []
}

function serviceAt({ services }: Scene, from: Service, host: string): Service | null {
  const linked = from.links.get(host)
  return services.find(({ name, names }) => name === linked || names.some((one) => one.toLowerCase() === host)) ?? null
}

function sharesNetwork(one: Service, other: Service): boolean {
  if (one.links.size > 0 && [...one.links.values()].includes(other.name)) return true
  return one.networks.some((network) => other.networks.includes(network) && !network.startsWith('mode none'))
}

function wantedUrl(scene: Scene, service: Service | null): string {
  const speaks = said(scene.registry?.get('http.tls.certificate') ?? null) === null ? 'http' : 'https'
  return `${speaks}://${service?.name ?? 'registry'}:${portOfRegistry(scene)}`
}

/** Whether the registry is switched on, and where GitLab says it is. */
export function addressRule(scene: Scene): readonly Finding[] {
  const { gitlab, named } = scene
  if (gitlab === null) return []
  const found: Finding[] = []
  if (
    !isEnabled(gitlab) &&
    gitlab.enabled &&
    !gitlab.enabled.isUnset &&
    (scene.registry !== null || gitlab.enabled.place !== '')
  )
    found.push(finding('check-disabled', subjectOf(gitlab.enabled), { variable: gitlab.enabled.name }))
  const host = said(gitlab.host)
  if (gitlab.host && host !== null && !isBare(host))
    return [
      ...found,
      finding('check-host-not-bare', subjectOf(gitlab.host), { variable: gitlab.host.name, value: host }),
    ]
  if (gitlab.host && host !== null && named && host.toLowerCase() !== named.host)
    found.push(
      finding('check-host-differs', subjectOf(gitlab.host), {
        variable: gitlab.host.name,
        value: host,
        wanted: named.host,
      }),
    )
  return [...found, ...portFindings(scene, gitlab)]
}

// Named by a person, the URL tells; else the virtual hosts of that name do, unless another proxy may stand before them.
function portFindings(scene: Scene, gitlab: GitlabSide): readonly Finding[] {
  const port = said(gitlab.port)
  const host = registryHost(scene)
  if (gitlab.port === null || port === null || host === null) return []
  const listening =
    scene.named?.host === host
      ? [scene.named.port]
      : registrySites(scene).flatMap(({ ports, server }) => (server === 'omnibus' ? [] : ports))
  if (listening.length === 0 || listening.includes(Number(port))) return []
  return [
    finding('check-port-differs', subjectOf(gitlab.port), {
      variable: gitlab.port.name,
      value: port,
      wanted: listening[0] ?? '',
    }),
  ]
}

function isBare(host: string): boolean {
  return !/[/:\s]/.test(host)
}

function isEnabled({ enabled }: GitlabSide): boolean {
  return enabled === null || enabled.isUnset === true || isYes(enabled)
}
