import { createPublicKey, generateKeyPairSync, verify, type JsonWebKey } from 'node:crypto'
import { expect, it } from 'vitest'
import { jwksOf } from '../../../electron/gitlab/jwks.ts'
import { keyIdOf } from '../../../electron/gitlab/key-id.ts'
import { mintToken } from '../../../electron/gitlab/registry-token.ts'

// Registry 3 cannot be had here: this reads a set as go-jose does, by `kid`, and checks the signature by what it finds.
function claimsBy(set: string, token: string): unknown {
  const [header = '', claims = '', signature = ''] = token.split('.')
  const json = (part: string): Record<string, string> => JSON.parse(Buffer.from(part, 'base64url').toString())
  const { keys } = JSON.parse(set) as { readonly keys: readonly JsonWebKey[] }
  const jwk = keys.find(({ kid }) => kid === json(header)['kid'])
  if (jwk === undefined || jwk['alg'] !== json(header)['alg']) return null
  const key = createPublicKey({ key: jwk, format: 'jwk' })
  const signed = Buffer.from(`${header}.${claims}`)
  const bytes = Buffer.from(signature, 'base64url')
  return verify('sha256', signed, { key, dsaEncoding: 'ieee-p1363' }, bytes) ? json(claims) : null
}

const pairs = {
  RS256: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  ES256: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
}
const order = {
  issuer: 'gitlab-issuer',
  service: 'container_registry',
  subject: 'dev',
  access: [{ type: 'repository', name: 'group/app', actions: ['pull'] }],
  lifetime: 300,
  at: 1_795_910_400,
}

it.each(['RS256', 'ES256'] as const)('verifies a token that is signed by %s', (alg) => {
  const { publicKey, privateKey } = pairs[alg]
  const set = JSON.stringify(jwksOf([publicKey]))
  expect(claimsBy(set, mintToken({ ...order, key: privateKey }))).toMatchObject({
    iss: 'gitlab-issuer',
    sub: 'dev',
    aud: 'container_registry',
    exp: 1_795_910_700,
    nbf: 1_795_910_395,
    access: order.access,
  })
  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
  expect(claimsBy(set, mintToken({ ...order, key: stranger }))).toBeNull()
})

it('holds public halves alone, under the name that GitLab writes', () => {
  const { keys } = jwksOf([pairs.RS256.privateKey, pairs.ES256.publicKey])
  expect(keys.map((key) => Object.keys(key))).toEqual([
    ['kty', 'use', 'alg', 'kid', 'n', 'e'],
    ['kty', 'use', 'alg', 'kid', 'x', 'y', 'crv'],
  ])
  expect(keys[0]).toMatchObject({ kty: 'RSA', use: 'sig', alg: 'RS256', kid: keyIdOf(pairs.RS256.publicKey) })
})

it('leaves out what signs no token, and mints none with it', () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  expect(jwksOf([publicKey])).toEqual({ keys: [] })
  expect(() => mintToken({ ...order, key: privateKey })).toThrow(/RSA or P-256/)
})
