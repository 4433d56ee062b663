/** Token services on another domain that are known to belong to their registry, by what each registry’s own 401 says [docs.docker.com/reference/api/registry/auth]. */
const known: ReadonlyMap<string, string> = new Map([['registry-1.docker.io', 'auth.docker.io']])

/**
 * Whether a token service may get the login for a registry without asking anybody: it is the same host, a host below
 * it, a host above it (whoever runs `corp.com` names `registry.corp.com`), or one of the table. Which of two hosts
 * beside each other share an owner cannot be told without the list of public suffixes, so that asks a person. Hosts
 * are lower case and without ports.
 */
export function isRealmOf(registryHost: string, realmHost: string): boolean {
  if (registryHost === realmHost || known.get(registryHost) === realmHost) return true
  if (isAddress(registryHost) || isAddress(realmHost)) return false
  return isBelow(registryHost, realmHost) || (realmHost.includes('.') && isBelow(realmHost, registryHost))
}

const isBelow = (above: string, host: string): boolean => host.endsWith(`.${above}`)

const isAddress = (host: string): boolean => host.includes(':') || /^[\d.]+$/.test(host)
