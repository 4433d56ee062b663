import { finding, type Finding } from '../finding.ts'
import { registryUrl, type Scene } from '../scene.ts'
import { isYes, said, subjectOf } from '../setting.ts'
import type { Site } from '../site.ts'
import { parseWebUrl } from '../web-url.ts'
import { portOfRegistry, registrySites } from './web-files.ts'

/**
 * What a registry must be told by the proxy before it, to answer an upload with a `Location` that leads back: scheme
 * and host of the URL that was asked (distribution, registry/api/v2/urls.go), and that layers are large.
 */
export function proxyRule(scene: Scene): readonly Finding[] {
  return registrySites(scene).flatMap((site) => [
    ...headerFindings(scene, site),
    ...limitFindings(site),
    ...targetFindings(scene, site),
  ])
}

function headerFindings(scene: Scene, site: Site): readonly Finding[] {
  const { server, place, forwardedProto, host, forwardedHost, mayHaveMore } = site
  const isFixed = said(scene.registry?.get('http.host') ?? null) !== null
  if (isFixed || isYes(scene.registry?.get('http.relativeurls') ?? null)) return []
  const found: Finding[] = []
  const isApache = server === 'apache'
  const speaksTls = parseWebUrl(said(site.target) ?? '')?.scheme === 'https'
  if (forwardedProto === null ? !mayHaveMore && !speaksTls : forwardedProto.value === 'http')
    found.push(
      finding('check-forwarded-proto', forwardedProto ? subjectOf(forwardedProto) : place, {
        fix: isApache ? 'RequestHeader set X-Forwarded-Proto "https"' : 'proxy_set_header X-Forwarded-Proto $scheme;',
      }),
    )
  if (isApache || server === 'omnibus' || forwardedHost !== null) return found
  const url = registryUrl(scene)
  if (host === null && !mayHaveMore)
    found.push(finding('check-forwarded-host', place, { fix: 'proxy_set_header Host $http_host;' }))
  if (host?.value === '$host' && url !== null && url.port !== 443)
    found.push(
      finding('check-forwarded-port', subjectOf(host), { port: url.port, fix: 'proxy_set_header Host $http_host;' }),
    )
  return found
}

/** nginx refuses bodies above 1m unless told (ngx_http_core_module, client_max_body_size). */
function limitFindings({ server, place, bodyLimit }: Site): readonly Finding[] {
  const value = said(bodyLimit)
  if (server === 'nginx' && bodyLimit === null)
    return [finding('check-body-limit', place, { value: '1m', fix: 'client_max_body_size 0;' })]
  if (bodyLimit === null || value === null || bytesOf(value) === 0 || bytesOf(value) >= 10 * 1024 ** 3) return []
  return [
    finding('check-body-limit', subjectOf(bodyLimit), {
      value,
      fix: server === 'apache' ? 'LimitRequestBody 0' : 'client_max_body_size 0;',
    }),
  ]
}

function bytesOf(size: string): number {
  const [, digits = '0', unit = ''] = /^(\d+)([kmg]?)/i.exec(size) ?? []
  return Number(digits) * 1024 ** ['', 'k', 'm', 'g'].indexOf(unit.toLowerCase())
}

// Only where it hands on to this machine: what another name leads to cannot be told.
function targetFindings(scene: Scene, { target }: Site): readonly Finding[] {
  const value = said(target)
  const url = value === null ? null : parseWebUrl(value)
  const service = scene.registry?.service
  if (!target || value === null || url === null || !service || !/^(?:localhost|127\.0\.0\.1|::1)$/.test(url.host))
    return []
  const published = service.ports
    .filter((one) => one.target === portOfRegistry(scene))
    .flatMap((one) => one.published ?? [])
  if (service.networks.includes('mode host') || published.includes(url.port)) return []
  const wanted = published[0] ?? `${portOfRegistry(scene)}:${portOfRegistry(scene)}`
  return [finding('check-proxy-target', subjectOf(target), { value, wanted, service: service.name })]
}
