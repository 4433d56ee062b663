import { finding, type Finding } from '../finding.ts'
import { lookUp, pemOf, registryUrl, type Scene } from '../scene.ts'
import { said, subjectOf } from '../setting.ts'
import { formatWebUrl, parseWebUrl } from '../web-url.ts'
import { variableOf } from '../registry-config.ts'

/**
 * Registry 3 finds a token's key by its `kid` in a JWKS; of a bundle it knows RFC 7638 thumbprints alone, which GitLab
 * does not write (distribution v3.0, registry/auth/token/accesscontroller.go; sameersbn/docker-gitlab#3198).
 */
export function jwksRule(scene: Scene, live: 2 | 3 | null = null): readonly Finding[] {
  const { gitlab, registry } = scene
  if (registry === null) return []
  const version = live ?? registry.version
  const setting = registry.get('auth.token.jwks')
  const path = said(setting)
  const variable = variableOf('auth.token.jwks')
  if (setting === null || (path === null && !setting.isUnset)) {
    const isToken = registry.get('auth.token.realm') !== null
    return version === 3 && isToken
      ? [
          finding('check-jwks-missing', registry.service?.place ?? 'auth.token', {
            variable,
            image: registry.service?.image ?? '3',
          }),
        ]
      : []
  }
  const looked = path === null ? null : lookUp(scene, path, registry.service)
  if (looked?.kind !== 'found') return []
  const subject = subjectOf(setting)
  const values = { variable: setting.name, path: looked.file.path }
  if (looked.file.kind !== 'jwks' || looked.file.isBroken) return [finding('check-jwks-broken', subject, values)]
  const signing = pemOf(scene, gitlab?.keyPath ?? null, gitlab?.service ?? null)?.keys[0]?.keyId
  const wrong = looked.file.keys.find(({ kid, right }) => right !== null && kid !== right)
  const isKnown = looked.file.keys.some(({ kid, right }) => kid === right && (signing === undefined || kid === signing))
  if (isKnown)
    return [finding('check-jwks-right', subject, { ...values, kid: signing ?? looked.file.keys[0]?.kid ?? '' })]
  return [
    finding('check-jwks-kid', subject, {
      ...values,
      kid: wrong?.kid ?? looked.file.keys[0]?.kid ?? '',
      wanted: signing ?? wrong?.right ?? '',
    }),
  ]
}

/** Where an image of each version reads its configuration (their Dockerfiles). */
const configPaths = { 2: '/etc/docker/registry/config.yml', 3: '/etc/distribution/config.yml' } as const

/** What a registry needs beside its login: its configuration where it looks, one secret, the address that people use. */
export function registryRule(scene: Scene): readonly Finding[] {
  const { registry } = scene
  if (registry === null) return []
  const { service, version } = registry
  const found: Finding[] = []
  if (service && version) {
    const [right, other] = [configPaths[version], configPaths[version === 3 ? 2 : 3]]
    const isMounted = (path: string): boolean => service.mounts.some(({ target }) => target === path)
    const isGitlabs = /gitlab-container-registry/.test(service.image)
    if (isMounted(other) && !isMounted(right) && !isGitlabs)
      found.push(finding('check-config-path', service.place, { path: other, wanted: right, image: service.image }))
  }
  const isMany = (service?.replicas ?? 1) > 1
  if (isMany && said(registry.get('http.secret')) === null)
    found.push(
      finding('check-http-secret', service?.place ?? 'http.secret', {
        variable: variableOf('http.secret'),
        count: service?.replicas ?? 1,
      }),
    )
  const host = registry.get('http.host')
  const [value, wanted] = [said(host), registryUrl(scene)]
  const url = value === null ? null : parseWebUrl(value)
  const isSame = url?.host === wanted?.host && url?.port === wanted?.port && url?.scheme === wanted?.scheme
  if (host && value !== null && wanted && !isSame)
    found.push(
      finding('check-http-host', subjectOf(host), { variable: host.name, value, wanted: formatWebUrl(wanted) }),
    )
  return found
}
