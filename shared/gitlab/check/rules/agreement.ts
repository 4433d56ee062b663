import { finding, type Finding } from '../finding.ts'
import type { Scene } from '../scene.ts'
import { said, subjectOf } from '../setting.ts'
import { formatWebUrl, parseWebUrl, type WebUrl } from '../web-url.ts'

/** What GitLab answers for, and nothing else (app/controllers/jwt_controller.rb). */
export const service = 'container_registry'

/** Below GitLab's own path (config/routes.rb). */
export const realmPath = '/jwt/auth'

/** Issuer and service must be one on both sides, or the registry refuses the token (distribution, token.go, Verify). */
export function agreementRule({ gitlab, registry }: Scene): readonly Finding[] {
  if (registry === null) return []
  const found: Finding[] = []
  const options = ['realm', 'service', 'issuer', 'rootcertbundle'] as const
  const isToken = options.some((name) => registry.get(`auth.token.${name}`) !== null)
  // Without a GitLab beside it, a registry may well do without tokens.
  const isExternal = isToken || (registry.service !== null && gitlab !== null)
  for (const name of options) {
    const setting = registry.get(`auth.token.${name}`)
    const isThere = setting !== null && (setting.isUnset === true || setting.value !== '')
    const hasOther = name === 'rootcertbundle' && said(registry.get('auth.token.jwks')) !== null
    if (!isThere && isExternal && !hasOther)
      found.push(
        finding('check-option-missing', registry.service?.place ?? `auth.token.${name}`, {
          variable: `REGISTRY_AUTH_TOKEN_${name.toUpperCase()}`,
          option: `auth.token.${name}`,
        }),
      )
  }
  const [theirs, ours] = [registry.get('auth.token.issuer'), gitlab?.issuer ?? null]
  const [theirIssuer, ourIssuer] = [said(theirs), said(ours)]
  if (theirs && ours && theirIssuer !== null && ourIssuer !== null) {
    const values = {
      registry: theirIssuer,
      gitlab: ourIssuer,
      registryVariable: theirs.name,
      gitlabVariable: ours.name,
    }
    const code = theirIssuer === ourIssuer ? 'check-issuer-same' : 'check-issuer-differs'
    found.push(finding(code, subjectOf(theirs), values))
  }
  const named = registry.get('auth.token.service')
  const value = said(named)
  if (named && value !== null && value !== service)
    found.push(finding('check-service-wrong', subjectOf(named), { variable: named.name, value, wanted: service }))
  return found
}

/** The realm must be where GitLab answers: its scheme, host, port and path. */
export function realmRule({ gitlab, registry }: Scene): readonly Finding[] {
  const setting = registry?.get('auth.token.realm') ?? null
  const value = said(setting)
  if (setting === null || value === null) return []
  return realmFindings(value, gitlab?.url?.value ?? null, subjectOf(setting), setting.name)
}

/** What is wrong with a realm, in a file or as a registry tells it. Without GitLab's URL only its own form is judged. */
export function realmFindings(
  value: string,
  gitlab: WebUrl | null,
  subject: string,
  variable: string,
): readonly Finding[] {
  const realm = parseWebUrl(value)
  const root = gitlab?.path ?? ''
  const wanted = gitlab ? formatWebUrl({ ...gitlab, path: `${root}${realmPath}` }) : `https://HOST${realmPath}`
  const values = { value, wanted, variable }
  if (realm === null) return [finding('check-realm-path', subject, values)]
  const isPathRight = gitlab ? realm.path === `${root}${realmPath}` : realm.path.endsWith(realmPath)
  if (!isPathRight) return [finding('check-realm-path', subject, values)]
  if (gitlab === null) return []
  if (realm.host !== gitlab.host) return [finding('check-realm-host', subject, values)]
  if (realm.scheme !== gitlab.scheme) return [finding('check-realm-scheme', subject, values)]
  if (realm.port !== gitlab.port) return [finding('check-realm-host', subject, values)]
  return [finding('check-realm-right', subject, values)]
}
