import { describe, expect, test } from 'vitest'
import { openBudget } from '../../../../shared/gitlab/check/budget.ts'
import { checkLimits } from '../../../../shared/gitlab/check/limits.ts'
import { mergeServices, readCompose } from '../../../../shared/gitlab/check/compose.ts'
import { parseTree } from '../../../../shared/gitlab/check/yaml-tree.ts'

function read(text: string, files: Readonly<Record<string, string>> = {}) {
  const parsed = parseTree('srv/compose.yaml', text)
  if (!parsed.ok) throw new Error(parsed.refusal.notice.message)
  return readCompose('srv/compose.yaml', parsed.value, (path) => files[path] ?? null, openBudget(checkLimits.read))
}

const service = (body: string, files: Readonly<Record<string, string>> = {}) =>
  read(`services:\n  app:\n${body.replaceAll(/^/gm, '    ')}`, files).services[0]!

describe('volumes', () => {
  test.each([
    ['./certs:/certs:ro', { source: 'srv/certs', isPath: true, target: '/certs' }],
    ['../certs/:/certs/', { source: 'certs', isPath: true, target: '/certs' }],
    ['/srv/certs:/certs', { source: '/srv/certs', isPath: true, target: '/certs' }],
    ['data:/data:Z', { source: 'data', isPath: false, target: '/data' }],
    ['~/certs:/certs', { source: '~/certs', isPath: false, target: '/certs' }],
    ['/var/lib/x', { source: '', isPath: false, target: '/var/lib/x' }],
    ['{ type: bind, source: ./a, target: /b }', { source: 'srv/a', isPath: true, target: '/b' }],
    ['${CERTS:-./certs}:/certs', { source: 'srv/certs', isPath: true, target: '/certs' }],
  ])('%s', (item, mount) => {
    expect(service(`volumes:\n  - ${item}`).mounts).toEqual([mount])
  })

  test('secrets and configs are files at paths of their own', () => {
    const text =
      'services:\n  app:\n    secrets: [one, { source: two, target: /etc/two }]\n    configs: [three]\n' +
      'secrets:\n  one: { file: ./one.key }\n  two: { external: true }\nconfigs:\n  three: { file: three.yml }\n'
    expect(read(text).services[0]?.mounts).toEqual([
      { source: 'srv/one.key', isPath: true, target: '/run/secrets/one' },
      { source: 'two', isPath: false, target: '/etc/two' },
      { source: 'srv/three.yml', isPath: true, target: '/three' },
    ])
  })
})

test.each([
  ['"5000"', [{ published: null, target: 5000 }]],
  ['5000:5001', [{ published: 5000, target: 5001 }]],
  ['127.0.0.1:6000:5000/tcp', [{ published: 6000, target: 5000 }]],
  ['"[::1]:6000:5000"', [{ published: 6000, target: 5000 }]],
  ['"5000-5002:6000-6002"', [{ published: 5000, target: 6000 }]],
  ['{ target: 80, published: 8080 }', [{ published: 8080, target: 80 }]],
  ['what', []],
])('port %s', (item, ports) => {
  expect(service(`ports: [${item}]`).ports).toEqual(ports)
})

describe('variables', () => {
  const values = (environment: ReadonlyMap<string, { readonly value: string }>) =>
    Object.fromEntries([...environment].map(([name, { value }]) => [name, value]))

  test('a list, a map, files, and .env: the nearest says', () => {
    const files = { 'srv/.env': 'FROM=env\nPASSED=on', 'srv/a.env': 'A=file\nB=file', 'srv/b.env': 'B=later' }
    const list = service(
      'env_file: [a.env, { path: ./b.env }]\nenvironment:\n  - A=own=1\n  - PASSED\n  - C=$FROM',
      files,
    )
    expect(values(list.environment)).toEqual({ A: 'own=1', B: 'later', PASSED: 'on', C: 'env' })
    const map = service('environment: { A: 1, PASSED: , C: "${FROM}" }', files)
    expect(values(map.environment)).toEqual({ A: '1', PASSED: 'on', C: 'env' })
  })

  test('what is set nowhere is not taken for empty', () => {
    const { services, unset } = read('services:\n  app:\n    environment:\n      A: x$NONE\n      B:\n')
    expect(services[0]?.environment.get('A')).toMatchObject({ isUnset: true })
    expect(services[0]?.environment.get('B')).toMatchObject({ isUnset: true })
    expect(unset).toEqual([{ variable: 'NONE', place: 'srv/compose.yaml:4' }])
  })
})

test('networks, names and links', () => {
  const one = service(
    'container_name: Images\nlinks: [redis, "db:postgres"]\nnetworks:\n  inside: { aliases: [r] }\n  outside:',
  )
  expect([one.networks, one.names]).toEqual([
    ['inside', 'outside'],
    ['app', 'Images', 'r'],
  ])
  expect([...one.links]).toEqual([
    ['redis', 'redis'],
    ['postgres', 'db'],
  ])
  expect(service('image: x').networks).toEqual(['default'])
  expect(service('network_mode: host').networks).toEqual(['mode host'])
})

test('what a later file says of a service counts, and the rest stays', () => {
  const first = service('image: registry:2\nenvironment: { A: 1, B: 1 }\nnetworks: [inside]')
  const later = service('environment: { B: 2 }')
  const [merged] = mergeServices([[first], [later]])
  expect(merged).toMatchObject({ image: 'registry:2', networks: ['inside'] })
  expect([...(merged?.environment.values() ?? [])].map(({ value }) => value)).toEqual(['1', '2'])
})

test.each([
  'services: 5',
  'services:\n  app: 5',
  'services:\n  app:\n    environment: 5\n    volumes: {}\n    ports: x',
  'a: 1',
])('a shape that compose would refuse breaks nothing: %j', (text) => {
  expect(() => read(text)).not.toThrow()
})
