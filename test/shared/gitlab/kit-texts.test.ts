import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { formatApache } from '../../../shared/gitlab/kit-apache.ts'
import { formatCompose } from '../../../shared/gitlab/kit-compose.ts'
import { pairNames } from '../../../shared/gitlab/kit-names.ts'
import { formatNginx } from '../../../shared/gitlab/kit-nginx.ts'
import { formatOmnibus } from '../../../shared/gitlab/kit-omnibus.ts'
import { kitDefaults, readKitOptions, type KitOptions } from '../../../shared/gitlab/kit-options.ts'
import { formatReadme, formatRotation } from '../../../shared/gitlab/kit-readme.ts'

const setupOf = (changes: Partial<KitOptions> = {}) =>
  readKitOptions({
    ...kitDefaults,
    gitlabUrl: 'https://gitlab.example.com/gitlab',
    registryUrl: 'https://registry.example.com:5050',
    ...changes,
  })

it('the compose file tells both containers of one issuer, and gives each what is its own', () => {
  const { gitlab, registry } = parse(formatCompose(setupOf({ issuer: 'our-issuer' }))).services
  expect(gitlab).toEqual({
    environment: {
      GITLAB_RELATIVE_URL_ROOT: '/gitlab',
      GITLAB_REGISTRY_ENABLED: 'true',
      GITLAB_REGISTRY_HOST: 'registry.example.com',
      GITLAB_REGISTRY_PORT: '5050',
      GITLAB_REGISTRY_API_URL: 'http://registry:5000',
      GITLAB_REGISTRY_KEY_PATH: '/certs/registry-auth.key',
      GITLAB_REGISTRY_ISSUER: 'our-issuer',
    },
    volumes: ['./certs/registry-auth.key:/certs/registry-auth.key:ro'],
  })
  expect(registry).toEqual({
    image: 'registry:2',
    restart: 'always',
    ports: ['127.0.0.1:5000:5000'],
    environment: {
      REGISTRY_AUTH_TOKEN_REALM: 'https://gitlab.example.com/gitlab/jwt/auth',
      REGISTRY_AUTH_TOKEN_SERVICE: 'container_registry',
      REGISTRY_AUTH_TOKEN_ISSUER: 'our-issuer',
      REGISTRY_AUTH_TOKEN_ROOTCERTBUNDLE: '/certs/registry-auth.crt',
      REGISTRY_STORAGE_FILESYSTEM_ROOTDIRECTORY: '/registry',
      REGISTRY_STORAGE_DELETE_ENABLED: 'true',
    },
    volumes: ['./certs/registry-auth.crt:/certs/registry-auth.crt:ro', './gitlab/shared/registry:/registry'],
  })
})

it('registry 3 is given the JWKS as well', () => {
  const { registry, gitlab } = parse(formatCompose(setupOf({ registry: 3, gitlabUrl: 'https://g' }))).services
  expect(registry.image).toBe('registry:3')
  expect(registry.environment.REGISTRY_AUTH_TOKEN_JWKS).toBe('/certs/registry-auth.jwks.json')
  expect(registry.volumes).toContain('./certs/registry-auth.jwks.json:/certs/registry-auth.jwks.json:ro')
  expect(gitlab.environment).not.toHaveProperty('GITLAB_RELATIVE_URL_ROOT')
})

it('gitlab.rb says the same, and holds no key', () => {
  const lines = formatOmnibus(setupOf()).split('\n')
  expect(lines).toContain("external_url 'https://gitlab.example.com/gitlab'")
  expect(lines).toContain("gitlab_rails['registry_host'] = 'registry.example.com'")
  expect(lines).toContain("gitlab_rails['registry_port'] = '5050'")
  expect(lines).toContain("gitlab_rails['registry_issuer'] = 'gitlab-issuer'")
  expect(lines).toContain("registry['internal_key'] = File.read('/etc/gitlab/registry-auth.key')")
  expect(lines).toContain("# registry_external_url 'https://registry.example.com:5050'")
})

it.each([formatNginx, formatApache])('the web servers listen where the URL says', (format) => {
  expect(format(setupOf())).toMatch(/(listen|Listen) 5050\b/)
  expect(format(setupOf({ registryUrl: 'https://registry.example.com' }))).toMatch(/listen 443|\*:443>/)
})

it('the README names every file, and where the key goes', () => {
  const text = formatReadme(setupOf())
  for (const name of ['registry-auth.key', 'registry-auth.crt', 'registry-auth.jwks.json', 'compose.registry.yaml'])
    expect(text).toContain(`  ${name} `)
  expect(text).toContain('chown 1000:1000 registry-auth.key')
  expect(text).toContain('docker login registry.example.com:5050')
})

it('a rotation goes over the registry first', () => {
  const text = formatRotation(pairNames(2), pairNames(1), '2036-11-26')
  const places = [
    'registry-auth-2.overlap.crt',
    'GITLAB_REGISTRY_KEY_PATH: /certs/registry-auth-2.key',
    'registry-auth-2.crt',
  ]
  const found = places.map((part) => text.indexOf(part))
  expect(found.every((at) => at > 0)).toBe(true)
  expect(found).toEqual(found.toSorted((a, b) => a - b))
  expect(text).toContain('delete registry-auth.key.')
})
