import { generateKeyPair, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import { selfSigned } from './self-signed.ts'

const generate = promisify(generateKeyPair)

/** What a new pair is to be. */
export interface PairOrder {
  /** `rsa` has 4096 bits; `ecdsa` is P-256. */
  readonly kind: 'rsa' | 'ecdsa'
  readonly commonName: string
  /** Milliseconds since 1970. */
  readonly from: number
  readonly until: number
}

/** The key that signs tokens and the certificate by which a registry knows it, as PEM (PKCS #8, X.509). */
export interface SigningPair {
  readonly key: KeyObject
  readonly keyPem: string
  readonly certificatePem: string
}

/** Makes a new pair. RSA takes a second or two, off the main thread. */
export async function makeSigningPair({ kind, ...order }: PairOrder): Promise<SigningPair> {
  const { privateKey: key } =
    kind === 'rsa' ? await generate('rsa', { modulusLength: 4096 }) : await generate('ec', { namedCurve: 'P-256' })
  return {
    key,
    keyPem: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
    certificatePem: selfSigned({ key, ...order }),
  }
}
