import { X509Certificate } from 'node:crypto'
import { failure } from '../../shared/errors.ts'
import type { Certificate } from '../../shared/registry.ts'
import { digestOf } from './digest.ts'

/** Reads PEM text that must hold certificates and nothing else: a private key has no place in a world-readable file. */
export function certificateOf(text: string): Certificate {
  const blocks = text.match(/-----BEGIN [^-]+-----[^-]*-----END [^-]+-----/g) ?? []
  const certificates = blocks.filter((block) => block.startsWith('-----BEGIN CERTIFICATE-----'))
  if (certificates.length === 0 || certificates.length !== blocks.length) throw failure('ca-bad')
  try {
    const pem = certificates.map((block) => new X509Certificate(block).toString()).join('')
    return { sha256: digestOf(pem).slice('sha256:'.length), pem }
  } catch (error) {
    throw failure('ca-bad', {}, error)
  }
}
