import { execFileSync } from 'node:child_process'
import { createHash, createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { jwksOf } from '../../../../electron/gitlab/jwks.ts'
import { selfSigned } from '../../../../electron/gitlab/self-signed.ts'
import { type KeyPair, makeAuthority, makeLeaf } from '../../../lab/certificates.ts'
import { makeWebChain } from '../../../lab/web-chain.ts'

const host = 'registry.example.com'
const text = (path: string): string => readFileSync(path, 'utf8').trimEnd()

/** Keys, certificates and sets by the names that the golden set-ups give them, made anew for each run; all are valid for 30 days. */
export function makeMaterial(): ReadonlyMap<string, string> {
  const dir = mkdtempSync(join(tmpdir(), 'pullcord-check-'))
  try {
    return new Map([...tokens(), ...web(dir)])
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

function tokens(): readonly (readonly [string, string])[] {
  const rsa = (): KeyObject => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
  const [token, other] = [rsa(), rsa()]
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
  const set = jwksOf([token])
  const locked = { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' } as const
  const { publicKey } = keyPairOf(token)
  return [
    ['token key', pem(token)],
    ['token key pkcs1', String(token.export({ type: 'pkcs1', format: 'pem' })).trimEnd()],
    ['token key encrypted', String(token.export(locked)).trimEnd()],
    ['token certificate', certificate(token)],
    ['token public', publicKey],
    ['token jwks', JSON.stringify(set, null, 2)],
    ['token jwks thumbprint', JSON.stringify({ keys: set.keys.map((jwk) => ({ ...jwk, kid: thumbprint(jwk) })) })],
    ['other certificate', certificate(other)],
    ['ec key', pem(ec)],
    ['ec certificate', certificate(ec)],
  ]
}

function keyPairOf(key: KeyObject): { readonly publicKey: string } {
  return { publicKey: execFileSync('openssl', ['pkey', '-pubout'], { input: pem(key), encoding: 'utf8' }).trimEnd() }
}

// RFC 7638: what registry 3 calls the keys of a bundle.
function thumbprint({ e, kty, n }: Readonly<Record<string, unknown>>): string {
  return createHash('sha256').update(JSON.stringify({ e, kty, n })).digest('base64url')
}

function web(dir: string): readonly (readonly [string, string])[] {
  const chain = makeWebChain(dir, [host])
  mkdirSync(join(dir, 'office'))
  const authority = makeAuthority(join(dir, 'office'), 'office')
  const office = makeLeaf(join(dir, 'office'), 'office', authority, [`DNS:${host}`])
  const self = certified(dir, 'self', [])
  const signer = ['-CA', chain.intermediate, '-CAkey', join(dir, 'intermediate.key')]
  const rsa = certified(dir, 'rsa-web', signer)
  return [
    ['web root', text(chain.root)],
    ['web intermediate', text(chain.intermediate)],
    ['web leaf', text(chain.leaf.certificate)],
    ['web full', text(chain.full.certificate)],
    ['web key', text(chain.leaf.key)],
    ['office root', text(authority.certificate)],
    ['office leaf', text(office.certificate)],
    ['office key', text(office.key)],
    ['self certificate', text(self.certificate)],
    ['self key', text(self.key)],
    ['rsa-web full', `${text(rsa.certificate)}\n${text(chain.intermediate)}`],
    ['rsa-web key', text(rsa.key)],
  ]
}

function certified(dir: string, name: string, signer: readonly string[]): KeyPair {
  const pair = { certificate: join(dir, `${name}.crt`), key: join(dir, `${name}.key`) }
  const says = ['-subj', `/CN=${host}`, '-addext', `subjectAltName=DNS:${host}`, '-addext', 'basicConstraints=CA:FALSE']
  const files = ['-keyout', pair.key, '-out', pair.certificate]
  execFileSync(
    'openssl',
    ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '30', ...says, ...signer, ...files],
    {
      stdio: 'ignore',
    },
  )
  return pair
}

function pem(key: KeyObject): string {
  return String(key.export({ type: 'pkcs8', format: 'pem' })).trimEnd()
}

function certificate(key: KeyObject): string {
  const day = 86_400_000
  const from = Date.now() - 60_000
  return selfSigned({
    key: createPrivateKey(pem(key)),
    commonName: 'gitlab-issuer',
    from,
    until: from + 30 * day,
  }).trimEnd()
}
