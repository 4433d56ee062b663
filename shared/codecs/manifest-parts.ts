import { isDigest } from './distribution-names.ts'
import { objectOf, parseObject } from './json-object.ts'

/** A blob as a manifest names it; its size in bytes, as it travels. */
export interface Part {
  readonly digest: string
  readonly size: number
}

/** The blobs that make an image. */
export interface Parts {
  readonly config: Part
  readonly layers: readonly Part[]
}

/** Reads the blobs that an image’s manifest names; null where the text is no such manifest, such as an index. */
export function partsOf(text: string): Parts | null {
  const { config, layers } = parseObject(text) ?? {}
  if (!Array.isArray(layers)) return null
  const [head, ...rest] = [config, ...layers.slice(0, 1000)].map(partOf)
  if (!head || rest.some((part) => part === null)) return null
  return { config: head, layers: rest.filter((part) => part !== null) }
}

function partOf(value: unknown): Part | null {
  const { digest, size } = objectOf(value)
  return isDigest(digest) && typeof size === 'number' && size >= 0 ? { digest, size } : null
}
