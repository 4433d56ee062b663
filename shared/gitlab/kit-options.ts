import { failure } from '../errors.ts'
import { formatEndpoint, parseMirrorUrl, redactUrl, type Endpoint } from '../registry.ts'

/** What a person chooses for a registry beside a GitLab. */
export interface KitOptions {
  /** Where people open GitLab; a path is its relative URL root. */
  readonly gitlabUrl: string
  /** Where engines reach the registry. */
  readonly registryUrl: string
  /** `/gitlab`, in place of a path of `gitlabUrl`; empty for none. */
  readonly relativeUrl: string
  readonly registry: 2 | 3
  /** Of the key that signs tokens. */
  readonly key: 'rsa' | 'ecdsa'
  /** How long the certificate of that key says it is valid. */
  readonly days: number
  readonly issuer: string
  readonly service: string
}

/** docker-gitlab's and GitLab's own names, and a key that GitLab can sign with (docs/container_registry.md there). */
export const kitDefaults = {
  relativeUrl: '',
  registry: 2,
  key: 'rsa',
  days: 3650,
  issuer: 'gitlab-issuer',
  service: 'container_registry',
} as const satisfies Partial<KitOptions>

/** The options, taken apart: what the files of a kit are written from. */
export interface KitSetup {
  /** `path` is the relative URL root. */
  readonly gitlab: Endpoint
  readonly registry: Endpoint
  readonly version: 2 | 3
  readonly issuer: string
  readonly service: string
}

/** A common name has 64 characters at most (RFC 5280, A.1), and these need no quoting in any of the files. */
const plainName = /^[\w.:/@+-]{1,64}$/

/** Takes options apart; throws the notice of what is wrong with them. */
export function readKitOptions(options: KitOptions): KitSetup {
  const { relativeUrl, registry: version, days, issuer, service } = options
  const gitlab = urlOf('GitLab', options.gitlabUrl)
  const registry = urlOf('the registry', options.registryUrl)
  if (registry.path !== '') throw failure('kit-registry-path', { url: formatEndpoint(registry) })
  for (const name of [issuer, service]) if (!plainName.test(name)) throw failure('kit-name-bad', { name })
  checkDays(days)
  const root = relativeUrl.replace(/^\/+|\/+$/g, '')
  const placed = root === '' ? gitlab : urlOf('GitLab', formatEndpoint({ ...gitlab, path: root }))
  return { gitlab: placed, registry, version, issuer, service }
}

/** Throws where a certificate cannot be valid for so many days. */
export function checkDays(days: number): void {
  if (!Number.isInteger(days) || days < 1 || days > 36_500) throw failure('kit-days-bad', { days })
}

function urlOf(what: string, text: string): Endpoint {
  const parsed = parseMirrorUrl(text)
  if (!parsed.ok) throw failure('kit-url-bad', { what, url: redactUrl(text) })
  return parsed.value
}

/** Where engines get their tokens: GitLab's `/jwt/auth`, below its relative URL root. */
export function realmOf({ gitlab }: KitSetup): string {
  return `${formatEndpoint(gitlab)}/jwt/auth`
}

/** The port of a URL, also where it is left out. */
export function portOf({ scheme, port }: Endpoint): number {
  return port ?? (scheme === 'https' ? 443 : 80)
}
