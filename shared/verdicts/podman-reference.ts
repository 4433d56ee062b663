const label = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])'
const domain = `${label}(?:\\.${label})*(?::[0-9]+)?`
const component = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*'
const name = `(?:${domain}/)?${component}(?:/${component})*`
const reference = new RegExp(`^(${name})(?::(\\w[\\w.-]{0,127}))?(?:@([A-Za-z][A-Za-z0-9+._-]*:[0-9a-fA-F]{32,}))?$`)

/** Why podman does not take a rewritten image name; null where it does [measured 4.3.1, 5.4.2, 5.8.6, 6.1.1]. */
export function referenceFault(image: string): string | null {
  const slash = image.indexOf('/')
  const first = slash < 0 ? '' : image.slice(0, slash)
  const isHost = /[.:]/.test(first) || first === 'localhost'
  const host = isHost && first !== 'index.docker.io' ? first : 'docker.io'
  const rest = isHost ? image.slice(slash + 1) : image
  const path = rest.split(':')[0]!
  if (path !== path.toLowerCase()) return 'invalid reference format: repository name must be lowercase'
  const normal = `${host}/${host === 'docker.io' && !rest.includes('/') ? 'library/' : ''}${rest}`
  const match = reference.exec(normal)
  if (!match) return 'invalid reference format'
  if (match[1]!.length > 255) return 'repository name must not be more than 255 characters'
  return normal === image ? null : 'repository name must be canonical'
}

/** How many characters of an image's name a prefix covers; -1 where it does not match. */
export function coveredBy(image: string, prefix: string): number {
  if (prefix.startsWith('*.')) return coveredByDomain(image, prefix.slice(1))
  if (!image.startsWith(prefix)) return -1
  return image.length === prefix.length || /[:/@]/.test(image[prefix.length]!) ? prefix.length : -1
}

function coveredByDomain(image: string, domain: string): number {
  const at = image.indexOf(domain)
  if (at < 0 || image.slice(0, at).includes('/')) return -1
  const end = at + domain.length
  return end === image.length || /[:/@]/.test(image[end]!) ? end : -1
}

/** What an image name is made of; null where podman cannot parse it. */
export function parseReference(
  text: string,
): { readonly hasHost: boolean; readonly hasTag: boolean; readonly hasDigest: boolean } | null {
  const match = reference.exec(text)
  if (!match) return null
  const [named, tag] = [match[1]!, match[2]]
  const slash = named.indexOf('/')
  const first = slash < 0 ? '' : named.slice(0, slash)
  return {
    hasHost: /[.:]/.test(first) || first === 'localhost',
    hasTag: tag !== undefined,
    hasDigest: match[3] !== undefined,
  }
}
