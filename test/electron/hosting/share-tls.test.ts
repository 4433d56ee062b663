import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { sharedAs, sharedUrl } from '../../../electron/hosting/share-tls.ts'

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const key = String(privateKey.export({ type: 'pkcs8', format: 'pem' }))

test.each(['', 'hello', '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n', key])(
  'what is no certificate is refused',
  (certificate) => {
    expect(() => sharedAs({ certificate, key })).toThrow('The certificate cannot be used')
  },
)

test('an address of IPv6 stands in brackets', () => {
  expect(sharedUrl('fd00::1', 5000)).toBe('https://[fd00::1]:5000')
  expect(sharedUrl('mirror.corp', 5001)).toBe('https://mirror.corp:5001')
})
