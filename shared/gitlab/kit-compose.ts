import { formatEndpoint } from '../registry.ts'
import { portOf, realmOf, type KitSetup } from './kit-options.ts'
import { pairNames } from './kit-names.ts'

/** Where both containers find the files of the kit (docker-gitlab, docs/container_registry.md). */
const CERTS = '/certs'

/** A value by its variable; all are written as strings, as YAML would make booleans and numbers of some. */
type Environment = Readonly<Record<string, string>>

/**
 * What docker-gitlab's container is told (README.md there, “Available Configuration Parameters”). Not among it is
 * GITLAB_REGISTRY_CERT_PATH: GitLab reads no certificate, and docker-gitlab takes it for SSL_REGISTRY_CERT_PATH, by
 * which its own nginx would show the token-signing certificate to engines (assets/runtime/env-defaults).
 */
function gitlabEnvironment({ registry, issuer, gitlab }: KitSetup): Environment {
  const { key } = pairNames(1)
  return {
    ...(gitlab.path === '' ? {} : { GITLAB_RELATIVE_URL_ROOT: `/${gitlab.path}` }),
    GITLAB_REGISTRY_ENABLED: 'true',
    GITLAB_REGISTRY_HOST: registry.host,
    GITLAB_REGISTRY_PORT: String(portOf(registry)),
    GITLAB_REGISTRY_API_URL: 'http://registry:5000',
    GITLAB_REGISTRY_KEY_PATH: `${CERTS}/${key}`,
    GITLAB_REGISTRY_ISSUER: issuer,
  }
}

/** What the registry's container is told (distribution, about/configuration, `auth.token`). */
function registryEnvironment(setup: KitSetup): Environment {
  const { bundle, bundleJwks } = pairNames(1)
  return {
    REGISTRY_AUTH_TOKEN_REALM: realmOf(setup),
    REGISTRY_AUTH_TOKEN_SERVICE: setup.service,
    REGISTRY_AUTH_TOKEN_ISSUER: setup.issuer,
    REGISTRY_AUTH_TOKEN_ROOTCERTBUNDLE: `${CERTS}/${bundle}`,
    ...(setup.version === 3 ? { REGISTRY_AUTH_TOKEN_JWKS: `${CERTS}/${bundleJwks}` } : {}),
    REGISTRY_STORAGE_FILESYSTEM_ROOTDIRECTORY: '/registry',
    REGISTRY_STORAGE_DELETE_ENABLED: 'true',
  }
}

/** A compose file to be laid over that of docker-gitlab. Each container is given only what it needs: the key is GitLab's. */
export function formatCompose(setup: KitSetup): string {
  const { key, bundle, bundleJwks } = pairNames(1)
  const public3 = setup.version === 3 ? [bundleJwks] : []
  return [
    '# To be laid over the compose file of docker-gitlab:',
    '#   docker compose -f docker-compose.yml -f certs/compose.registry.yaml up -d',
    '# ./certs is the folder of this file, as seen from the first of the two.',
    'services:',
    '  gitlab:',
    ...environmentLines(gitlabEnvironment(setup)),
    '      # Left out on purpose: GITLAB_REGISTRY_GENERATE_INTERNAL_CERTIFICATES would make another pair here, and by',
    '      # GITLAB_REGISTRY_CERT_PATH the nginx in this container would show the token certificate to engines.',
    ...mountLines([key]),
    '  registry:',
    ...(setup.version === 3
      ? ['    # Registry 3 finds the key of a token in the JWKS; of the bundle it knows other names.']
      : ['    # Registry 3 would refuse every token without REGISTRY_AUTH_TOKEN_JWKS (pullcord … --registry 3).']),
    `    image: registry:${setup.version}`,
    '    restart: always',
    '    ports:',
    `      - "127.0.0.1:5000:5000" # only for the web server in front, at ${formatEndpoint(setup.registry)}`,
    ...environmentLines(registryEnvironment(setup)),
    ...mountLines([bundle, ...public3]),
    '      # The images lie where GitLab expects them (GITLAB_REGISTRY_DIR), so that its backup has them.',
    '      - ./gitlab/shared/registry:/registry',
    '',
  ].join('\n')
}

function environmentLines(environment: Environment): readonly string[] {
  return [
    '    environment:',
    ...Object.entries(environment).map(([name, value]) => `      ${name}: ${JSON.stringify(value)}`),
  ]
}

function mountLines(names: readonly string[]): readonly string[] {
  return ['    volumes:', ...names.map((name) => `      - ./certs/${name}:${CERTS}/${name}:ro`)]
}
