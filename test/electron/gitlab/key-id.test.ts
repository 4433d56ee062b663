import { createHash, createPublicKey, generateKeyPairSync } from 'node:crypto'
import { expect, it } from 'vitest'
import { algorithmOf, keyIdOf, spkiDigest } from '../../../electron/gitlab/key-id.ts'

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' })

// The lab's registry judges it too; this one was computed apart, with openssl and Python’s base64.
const known = `-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEQQs5oVEH/ZennqZ7TIBiaZcHAbrX
DFgoiTpbhQP3pJYNBToIQgCb1iZ91PvRVNAGNY7Mp7vjFg2BZRQix+0a1g==
-----END PUBLIC KEY-----
`

it('names a key as docker/libtrust does', () => {
  const der = createPublicKey(known).export({ type: 'spki', format: 'der' })
  expect(keyIdOf(createPublicKey(known))).toBe('GP2M:JD66:PEHD:BUCY:EPQL:24BC:OX7E:JPVR:I5LR:DDOD:SULB:3QGM')
  expect(spkiDigest(createPublicKey(known))).toBe(createHash('sha256').update(der).digest('hex'))
})

it('gives both halves of a pair one name', () => {
  expect(keyIdOf(rsa.privateKey)).toBe(keyIdOf(rsa.publicKey))
  expect(spkiDigest(p256.privateKey)).toBe(spkiDigest(p256.publicKey))
  expect(keyIdOf(rsa.privateKey)).not.toBe(keyIdOf(p256.privateKey))
})

it.each([
  ['RS256', rsa],
  ['ES256', p256],
  [null, generateKeyPairSync('ec', { namedCurve: 'P-384' })],
  [null, generateKeyPairSync('ed25519')],
] as const)('signs by %s', (algorithm, pair) => {
  expect(algorithmOf(pair.privateKey)).toBe(algorithm)
  expect(algorithmOf(pair.publicKey)).toBe(algorithm)
})
