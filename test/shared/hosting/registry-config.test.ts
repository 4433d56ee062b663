import { expect, test } from 'vitest'
import { expiresAfter, idOf, remoteUrl } from '../../../shared/hosting/hosted-record.ts'
import { keptParts, registryConfig } from '../../../shared/hosting/registry-config.ts'
import { record } from './made-record.ts'

const parts = { config: '/c', data: '/d', password: null, secret: 's' }
const read = (...given: Parameters<typeof registryConfig>): unknown => JSON.parse(registryConfig(...given))

test('a pull-through cache on loopback, that may delete what expires', () => {
  expect(read(record(), parts)).toMatchObject({
    storage: { filesystem: { rootdirectory: '/d' }, delete: { enabled: true } },
    http: { addr: '127.0.0.1:5000', secret: 's' },
    proxy: { remoteurl: 'https://registry-1.docker.io' },
  })
})

test('behind a published port it listens in its own network', () => {
  expect(read(record({ network: 'published' }), parts)).toMatchObject({ http: { addr: ':5000' } })
})

test('shared, it listens for all, with its certificate', () => {
  expect(read(record({ share: 'plain', port: 5001 }), parts)).toMatchObject({ http: { addr: ':5001' } })
  const tls = { certificate: '/c/tls.crt', key: '/c/tls.key' }
  expect(read(record({ share: 'tls' }), parts)).toMatchObject({ http: { tls } })
})

test('login and hours stand in it only where there are any, and are found again', () => {
  const text = registryConfig(record({ username: 'u', hours: 0 }), { ...parts, password: 'p' })
  expect(JSON.parse(text)).toMatchObject({ proxy: { username: 'u', password: 'p', ttl: '0h' } })
  expect(keptParts(text)).toEqual({ password: 'p', secret: 's' })
  expect(registryConfig(record(), { ...parts, password: 'left over' })).not.toContain('left over')
})

test.each([null, '', '{', '[]'])('of %j nothing is kept', (text) => {
  expect(keptParts(text)).toEqual({ password: null, secret: null })
})

test.each([
  ['2.8.3', 24, 168],
  ['3.0.0', null, 168],
  ['3.0.0', 24, 24],
  ['3.0.0', 0, null],
] as const)('%s with %j hours expires after %j', (version, hours, expires) => {
  expect(expiresAfter({ version, hours })).toBe(expires)
})

test('an upstream has a name for files and an address', () => {
  expect(idOf('registry.corp:5000')).toBe('registry.corp_5000')
  expect(idOf('registry.corp-5000')).toBe('registry.corp-5000')
  expect([remoteUrl('docker.io'), remoteUrl('quay.io')]).toEqual(['https://registry-1.docker.io', 'https://quay.io'])
})
