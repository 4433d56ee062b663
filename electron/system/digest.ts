import { createHash } from 'node:crypto'
import type { Digest } from '../../shared/files.ts'

/** SHA-256 of bytes or of a text's UTF-8. */
export function digestOf(content: string | Uint8Array): Digest {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`
}

/** The digest of a text; null where there is no file. */
export function digestOrNull(text: string | null): Digest | null {
  return text === null ? null : digestOf(text)
}
