import { formatEndpoint, hostAndPort } from '../registry.ts'
import { pairNames, type PairNames } from './kit-names.ts'
import { portOf, realmOf, type KitSetup } from './kit-options.ts'
import { formatPicture } from './kit-terminal.ts'
import { webCertificate } from './kit-web.ts'

/** Which file of a kit goes where, and in which order. */
export function formatReadme(setup: KitSetup): string {
  const { key, certificate, jwks } = pairNames(1)
  const { gitlab, registry, issuer, service } = setup
  const files = [
    [key, 'the token-signing key: for GitLab alone (GITLAB_REGISTRY_KEY_PATH)'],
    [certificate, 'its certificate: for the registry (REGISTRY_AUTH_TOKEN_ROOTCERTBUNDLE)'],
    [jwks, 'the same public key: for registry 3 (REGISTRY_AUTH_TOKEN_JWKS)'],
    ['compose.registry.yaml', 'laid over the compose file of docker-gitlab'],
    ['gitlab.rb', 'lines for /etc/gitlab/gitlab.rb, in place of compose for the Linux package'],
    ['registry.nginx.conf', `the web server before the registry, port ${portOf(registry)}; one of these two`],
    ['registry.apache.conf', 'the same for Apache'],
  ] as const
  return [
    `The registry ${formatEndpoint(registry)} beside the GitLab ${formatEndpoint(gitlab)}`,
    '',
    ...formatPicture(),
    '',
    'What is what',
    ...files.map(([name, meaning]) => `  ${name.padEnd(24)} ${meaning}`),
    '',
    'What must be equal on both sides',
    `  issuer   ${issuer}`,
    '           GITLAB_REGISTRY_ISSUER and REGISTRY_AUTH_TOKEN_ISSUER',
    `  service  ${service}`,
    '           REGISTRY_AUTH_TOKEN_SERVICE; GitLab mints tokens for no other than container_registry',
    `  realm    ${realmOf(setup)}`,
    '           REGISTRY_AUTH_TOKEN_REALM; engines must reach it, by this name',
    '',
    'In this order',
    '  1. The key must be readable by GitLab and by nobody else. In docker-gitlab that is the user git,',
    '     uid 1000 unless USERMAP_UID says otherwise; otherwise GitLab answers every login with 500:',
    `       chown 1000:1000 ${key}`,
    `  2. The web certificate of ${registry.host} goes to ${webCertificate.chain},`,
    `     its key to ${webCertificate.key}: the leaf first, then every intermediate.`,
    '  3. Start the registry, then GitLab, then the web server.',
    `  4. docker login ${hostAndPort(registry.host, registry.port)}`,
    '',
    'Later',
    '  A new key, without a login that fails:  pullcord gitlab registry-kit DIR --rotate',
    '  Where something is amiss:               pullcord gitlab check',
    '',
  ].join('\n')
}

/** What to do with a new pair so that no token is refused on the way; `until` is when its certificate ends, ISO 8601. */
export function formatRotation(names: PairNames, before: PairNames, until: string): string {
  const jwksLine = (name: string): string => `       REGISTRY_AUTH_TOKEN_JWKS: /certs/${name}   (registry 3 only)`
  return [
    `A new token-signing key: ${names.key}, valid until ${until}`,
    '',
    '1. Let the registry know both certificates, then restart it (it reads them at its start alone):',
    `       REGISTRY_AUTH_TOKEN_ROOTCERTBUNDLE: /certs/${names.bundle}`,
    jwksLine(names.bundleJwks),
    '2. Only then let GitLab sign with the new key, and restart it:',
    `       chown 1000:1000 ${names.key}`,
    `       GITLAB_REGISTRY_KEY_PATH: /certs/${names.key}`,
    '3. The last token of the old key is void 6 minutes after that: it lives for 5 (longer where the setting',
    '   container_registry_token_expire_delay of GitLab was raised), and the registry grants one more.',
    '   From then on the old certificate may go. Let the registry know the new one alone, and restart it:',
    `       REGISTRY_AUTH_TOKEN_ROOTCERTBUNDLE: /certs/${names.certificate}`,
    jwksLine(names.jwks),
    `   Then delete ${before.key}. If that key was stolen, leave out 1 and do 2 and 3 at once: logins fail only`,
    '   until both have restarted.',
    '',
    'In compose, mount the new files as those of compose.registry.yaml are: the key into gitlab, the rest into registry.',
    `For the Linux package, put the key beside gitlab.rb: registry['internal_key'] = File.read('/etc/gitlab/${names.key}')`,
    '',
  ].join('\n')
}
