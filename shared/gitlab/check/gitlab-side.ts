import type { Service } from './compose.ts'
import { readGitlabRb } from './gitlab-rb.ts'
import { isYes, type Setting } from './setting.ts'
import type { GitlabSide } from './sides.ts'
import { parseWebUrl, type WebUrl } from './web-url.ts'

/** What docker-gitlab assumes (sameersbn/docker-gitlab, assets/runtime/env-defaults). */
const dockerDefaults = {
  GITLAB_REGISTRY_ENABLED: 'false',
  GITLAB_REGISTRY_PORT: '443',
  GITLAB_REGISTRY_API_URL: 'http://localhost:5000/',
  GITLAB_REGISTRY_KEY_PATH: 'config/registry.key',
  GITLAB_REGISTRY_ISSUER: 'gitlab-issuer',
} as const

/** GitLab as the variables of its service describe it; null for a service that is no GitLab. */
export function gitlabOfService(service: Service): GitlabSide | null {
  const { environment, image } = service
  const omnibus = environment.get('GITLAB_OMNIBUS_CONFIG')
  if (omnibus) {
    const [path = '', line = '1'] = omnibus.place.split(/:(?=\d+$)/)
    return gitlabOfOmnibus(readGitlabRb(path, omnibus.value, Number(line) + 1), service)
  }
  const isIt = /(?:^|\/)gitlab(?:-ce|-ee)?(?=[:@]|$)/.test(image) || environment.has('GITLAB_REGISTRY_ENABLED')
  if (!isIt || image.startsWith('gitlab/')) return null
  const get = (name: string): Setting | null => environment.get(name) ?? null
  const known = (name: keyof typeof dockerDefaults): Setting => {
    const set = get(name)
    return set && (set.isUnset || set.value !== '') ? set : { name, value: dockerDefaults[name], place: '' }
  }
  return {
    kind: 'docker-gitlab',
    service,
    url: dockerUrl(get),
    enabled: known('GITLAB_REGISTRY_ENABLED'),
    host: get('GITLAB_REGISTRY_HOST'),
    port: known('GITLAB_REGISTRY_PORT'),
    apiUrl: known('GITLAB_REGISTRY_API_URL'),
    keyPath: known('GITLAB_REGISTRY_KEY_PATH'),
    issuer: known('GITLAB_REGISTRY_ISSUER'),
  }
}

function dockerUrl(get: (name: string) => Setting | null): GitlabSide['url'] {
  const host = get('GITLAB_HOST')
  const all = ['GITLAB_HOST', 'GITLAB_HTTPS', 'GITLAB_PORT', 'GITLAB_RELATIVE_URL_ROOT'].map(get)
  if (!host?.value || all.some((one) => one?.isUnset)) return null
  const scheme = isYes(get('GITLAB_HTTPS')) ? 'https' : 'http'
  const port = get('GITLAB_PORT')?.value ?? ''
  const root = get('GITLAB_RELATIVE_URL_ROOT')?.value ?? ''
  const value = parseWebUrl(`${scheme}://${host.value}${port && `:${port}`}${root}`)
  return value && { value, from: host }
}

/** GitLab as gitlab.rb describes it. */
export function gitlabOfOmnibus(settings: ReadonlyMap<string, Setting>, service: Service | null): GitlabSide {
  const get = (name: string): Setting | null => settings.get(name) ?? null
  const rails = (name: string): Setting | null => get(`gitlab_rails['${name}']`)
  const from = get('external_url')
  const url = from && parseWebUrl(from.value)
  const outside = get('registry_external_url')
  const address = outside && parseWebUrl(outside.value)
  const part = (value: string): Setting | null => outside && { ...outside, value }
  return {
    kind: 'omnibus',
    service,
    url: url && { value: url, from },
    enabled: rails('registry_enabled') ?? part('true'),
    host: rails('registry_host') ?? (address && part(address.host)),
    port: rails('registry_port') ?? (address && part(portText(address))),
    apiUrl: rails('registry_api_url'),
    keyPath: rails('registry_key_path'),
    issuer: rails('registry_issuer') ?? {
      name: "gitlab_rails['registry_issuer']",
      value: 'omnibus-gitlab-issuer',
      place: '',
    },
  }
}

const portText = ({ port }: WebUrl): string => String(port)
