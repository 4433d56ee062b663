import type { KeyObject } from 'node:crypto'
import type { KitFile } from '../../../shared/gitlab/kit-calls.ts'
import type { PairNames } from '../../../shared/gitlab/kit-names.ts'
import { jwksOf } from '../../gitlab/jwks.ts'
import type { SigningPair } from '../../gitlab/signing-pair.ts'

/** A file that anyone may read. */
export function publicFile(name: string, text: string): KitFile {
  return { name, mode: 0o644, text, isSecret: false }
}

/** A new pair as files, the key first: without it the others are of no use. */
export function pairFiles(names: PairNames, { key, keyPem, certificatePem }: SigningPair): readonly KitFile[] {
  return [
    { name: names.key, mode: 0o600, text: keyPem, isSecret: true },
    publicFile(names.certificate, certificatePem),
    jwksFile(names.jwks, [key]),
  ]
}

/** The public halves as the set that registry 3 reads. */
export function jwksFile(name: string, keys: readonly KeyObject[]): KitFile {
  return publicFile(name, `${JSON.stringify(jwksOf(keys), null, 2)}\n`)
}
