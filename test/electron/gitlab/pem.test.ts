import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readPem } from '../../../electron/gitlab/pem.ts'
import { makeWebChain, type WebChain } from '../../lab/web-chain.ts'

const folder = mkdtempSync(join(tmpdir(), 'pullcord-pem-'))
let chain: WebChain
const text = (path: string): string => readFileSync(path, 'utf8')

beforeAll(() => {
  chain = makeWebChain(folder, ['registry.office.example', '*.gitlab.example'])
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('a file of certificates', () => {
  it('is read in its order, with what openssl wrote', () => {
    const { certificates, keys, broken } = readPem(text(chain.full.certificate))
    expect(certificates.map(({ subject, issuer }) => [subject, issuer])).toEqual([
      ['CN=leaf', 'CN=intermediate'],
      ['CN=intermediate', 'CN=Pullcord lab web CA'],
    ])
    expect(certificates[0]).toMatchObject({
      names: ['registry.office.example', '*.gitlab.example'],
      isAuthority: false,
      isSelfSigned: false,
      publicKey: { type: 'ec', bits: null },
    })
    expect(certificates[1]).toMatchObject({ names: [], isAuthority: true, isSelfSigned: false })
    const days = (certificates[0]!.notAfter - certificates[0]!.notBefore) / 86_400_000
    expect([days, keys, broken]).toEqual([30, [], []])
  })

  it('knows a root by its own signature', () => {
    expect(readPem(text(chain.root)).certificates[0]).toMatchObject({ isAuthority: true, isSelfSigned: true })
  })

  it('tells what is the pair of what', () => {
    const of = (path: string) => {
      const { certificates, keys } = readPem(text(path))
      return (certificates[0]?.publicKey ?? keys[0])?.spki
    }
    expect(of(chain.leaf.key)).toBe(of(chain.leaf.certificate))
    expect(of(chain.leaf.key)).not.toBe(of(chain.intermediate))
  })
})

describe('other files', () => {
  const pair = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const locked = { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' } as const
  const old = { type: 'pkcs1', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' } as const
  const block = (label: string, body: string): string => `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----\n`

  it.each([
    ['a key in PKCS #1', pair.privateKey.export({ type: 'pkcs1', format: 'pem' }), { bits: 2048 }],
    ['a key in PKCS #8', pair.privateKey.export({ type: 'pkcs8', format: 'pem' }), { type: 'rsa' }],
  ])('%s', (_, pem, facts) => {
    expect(readPem(`a comment\r\n${String(pem).replaceAll('\n', '\r\n')}`)).toMatchObject({ keys: [facts], broken: [] })
  })

  it.each([
    ['nothing', '', []],
    ['no PEM', '\u0000\u0001 BEGIN', []],
    ['a public key', String(pair.publicKey.export({ type: 'spki', format: 'pem' })), []],
    ['parameters', block('DH PARAMETERS', 'AAAA'), []],
    ['a locked key', String(pair.privateKey.export(locked)), [{ label: 'ENCRYPTED PRIVATE KEY', why: 'encrypted' }]],
    ['one locked long ago', String(pair.privateKey.export(old)), [{ label: 'RSA PRIVATE KEY', why: 'encrypted' }]],
    ['a torn certificate', block('CERTIFICATE', 'MIIB'), [{ label: 'CERTIFICATE', why: 'malformed' }]],
    ['a torn key', block('PRIVATE KEY', 'MIIB'), [{ label: 'PRIVATE KEY', why: 'malformed' }]],
  ])('%s', (_, pem, broken) => {
    expect(readPem(pem)).toEqual({ certificates: [], keys: [], broken })
  })
})
