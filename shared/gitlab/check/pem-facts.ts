/** A certificate of a file that was given, without its bytes. */
export interface CertificateFacts {
  /** SHA-256 of the whole certificate, in hex. */
  readonly id: string
  /** The last common name, or all of the subject in one line. */
  readonly subject: string
  readonly issuer: string
  readonly names: readonly string[]
  /** Milliseconds since 1970. */
  readonly notBefore: number
  readonly notAfter: number
  readonly isAuthority: boolean
  readonly isSelfSigned: boolean
  /** It is a root of this system, or the authority that was named. */
  readonly isTrusted: boolean
  /** Signed by a root of this system, or by the authority that was named. */
  readonly hasTrustedIssuer: boolean
  /** Certificates among the given files that signed it, by their ids; never itself. */
  readonly signers: readonly string[]
  /** The `kid` of tokens signed by its key. */
  readonly keyId: string
}

/** A private key of a file that was given, without its bytes. */
export interface KeyFacts {
  readonly type: string
  readonly bits: number | null
  readonly keyId: string
}

/** What is in a file of PEM, in its order. */
export interface PemFacts {
  readonly path: string
  /** Permission bits; null where they are not known. */
  readonly mode: number | null
  readonly certificates: readonly CertificateFacts[]
  readonly keys: readonly KeyFacts[]
  /** Blocks that cannot be read. */
  readonly broken: readonly { readonly label: string; readonly why: 'encrypted' | 'malformed' }[]
}

/** What is in a set of public keys; `right` is the `kid` that GitLab writes for that key, null where it is none that we can read. */
export interface JwksFacts {
  readonly path: string
  readonly keys: readonly { readonly kid: string; readonly right: string | null }[]
  /** It is no set of keys. */
  readonly isBroken: boolean
}

/** A file whose content is a key, a certificate or a set of keys. */
export type MaterialFacts =
  | ({ readonly kind: 'pem' } & PemFacts)
  | ({ readonly kind: 'jwks' } & JwksFacts)
  /** Neither; it was given all the same. */
  | { readonly kind: 'other'; readonly path: string }
