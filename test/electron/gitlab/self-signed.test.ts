import { execFileSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readPem } from '../../../electron/gitlab/pem.ts'
import { selfSigned } from '../../../electron/gitlab/self-signed.ts'
import { makeSigningPair } from '../../../electron/gitlab/signing-pair.ts'

const folder = mkdtempSync(join(tmpdir(), 'pullcord-x509-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const DAY = 86_400_000
const openssl = (...args: readonly string[]): string => execFileSync('openssl', args, { encoding: 'utf8' })

function placed(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text, { mode: 0o600 })
  return path
}

describe.each([
  ['rsa', 'Public-Key: (4096 bit)', 'sha256WithRSAEncryption'],
  ['ecdsa', 'ASN1 OID: prime256v1', 'ecdsa-with-SHA256'],
] as const)('a pair of kind %s', (kind, keyLine, signatureLine) => {
  it('is one by openssl', async () => {
    const now = Date.now()
    const pair = await makeSigningPair({ kind, commonName: 'gitlab-issuer', from: now - DAY, until: now + DAY })
    const key = placed(`${kind}.key`, pair.keyPem)
    const certificate = placed(`${kind}.crt`, pair.certificatePem)
    expect(openssl('verify', '-x509_strict', '-CAfile', certificate, certificate)).toContain(': OK')
    expect(openssl('pkey', '-in', key, '-check', '-noout')).toContain('Key is valid')
    expect(openssl('pkey', '-in', key, '-pubout')).toBe(openssl('x509', '-in', certificate, '-noout', '-pubkey'))
    const told = openssl('x509', '-in', certificate, '-noout', '-text')
    for (const line of [keyLine, signatureLine, 'Subject: CN = gitlab-issuer', 'CA:FALSE', 'Digital Signature'])
      expect(told).toContain(line)
  })
})

describe('a certificate', () => {
  const { privateKey: key } = generateKeyPairSync('ec', { namedCurve: 'P-256' })

  it.each([
    ['2026-11-29T01:02:03Z', '2049-12-31T23:59:59Z', 'Dec 31 23:59:59 2049 GMT'],
    ['2026-11-29T01:02:03Z', '2050-01-01T00:00:00Z', 'Jan  1 00:00:00 2050 GMT'],
  ])('is valid from %s until %s', (from, until, told) => {
    const pem = selfSigned({ key, commonName: '例 & "x", y', from: Date.parse(from), until: Date.parse(until) })
    const [facts] = readPem(pem).certificates
    expect(facts).toMatchObject({
      notBefore: Date.parse(from),
      notAfter: Date.parse(until),
      isSelfSigned: true,
      isAuthority: false,
    })
    expect(openssl('x509', '-in', placed('dates.crt', pem), '-noout', '-enddate')).toBe(`notAfter=${told}\n`)
    expect(openssl('x509', '-in', join(folder, 'dates.crt'), '-noout', '-subject', '-nameopt', 'utf8')).toContain('例')
  })

  it('has a serial number of its own each time', () => {
    const order = { key, commonName: 'x', from: 0, until: DAY }
    const serials = Array.from({ length: 20 }, () => readPem(selfSigned(order)).certificates[0]!.x509.serialNumber)
    expect(new Set(serials).size).toBe(20)
    expect(serials.every((serial) => /^[4-7][0-9A-F]{31}$/.test(serial))).toBe(true)
  })

  it('is made for no other key', () => {
    const order = { key: generateKeyPairSync('ed25519').privateKey, commonName: 'x', from: 0, until: DAY }
    expect(() => selfSigned(order)).toThrow(/RSA or P-256/)
  })
})
