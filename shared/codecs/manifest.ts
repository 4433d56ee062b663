import { isDigest } from './distribution-names.ts'

/** One platform's image: sizes in bytes, as they travel (config and layers, packed). */
export interface ImageManifest {
  readonly kind: 'image'
  readonly mediaType: string
  readonly size: number
  readonly layers: number
}

/** Images of several platforms under one name. */
export interface ImageIndex {
  readonly kind: 'index'
  readonly mediaType: string
  readonly images: readonly { readonly platform: string | null; readonly digest: string }[]
}

// Image specification 1.1 and docker's "Image Manifest Version 2, Schema 2".
const kinds: ReadonlyMap<string, 'image' | 'index'> = new Map([
  ['application/vnd.oci.image.index.v1+json', 'index'],
  ['application/vnd.docker.distribution.manifest.list.v2+json', 'index'],
  ['application/vnd.oci.image.manifest.v1+json', 'image'],
  ['application/vnd.docker.distribution.manifest.v2+json', 'image'],
])

/** The `Accept` under which a registry gives each of them as it is. */
export const manifestTypes: string = [...kinds.keys()].join(', ')

/** More images than that no index names; the rest are not told. */
const maxImages = 1_000

/**
 * Reads a manifest or an index; `contentType` counts where it does not name its own type. Throws a SyntaxError
 * that says why it is neither.
 */
export function parseManifest(text: string, contentType: string): ImageManifest | ImageIndex {
  const said = parse(text)
  const mediaType = typeof said?.mediaType === 'string' ? said.mediaType : (contentType.split(';')[0] ?? '').trim()
  const kind = kinds.get(mediaType)
  if (!said || kind === undefined) {
    throw new SyntaxError(said?.schemaVersion === 1 ? 'it is of docker’s schema 1' : 'its type is unknown')
  }
  return kind === 'index'
    ? { kind, mediaType, images: listOf(said.manifests).slice(0, maxImages).flatMap(imageOf) }
    : { kind, mediaType, ...weightOf(listOf(said.layers), said.config) }
}

// What JSON.parse says of a fault holds a piece of the text, which may steer a terminal.
function parse(text: string): { readonly [key: string]: unknown } | null {
  try {
    return JSON.parse(text) as { readonly [key: string]: unknown } | null
  } catch {
    throw new SyntaxError('it is no JSON')
  }
}

function weightOf(layers: readonly Entry[], config: unknown): { readonly size: number; readonly layers: number } {
  let size = 0
  for (const part of [config as Entry | undefined, ...layers]) {
    if (typeof part?.size !== 'number' || part.size < 0) throw new SyntaxError('a part has no size')
    size += part.size
  }
  return { size, layers: layers.length }
}

// What BuildKit attests of an image stands beside it, for a platform that is none.
function imageOf({ digest, platform }: Entry): ImageIndex['images'] {
  if (!isDigest(digest)) throw new SyntaxError('an image has no digest')
  const { os, architecture, variant } = (platform ?? {}) as { readonly [key: string]: unknown }
  if (os === 'unknown') return []
  const parts = [os, architecture, ...(variant === undefined ? [] : [variant])]
  const isPlatform = parts.every((part) => typeof part === 'string' && /^[\w.-]{1,40}$/.test(part))
  return [{ platform: isPlatform ? parts.join('/') : null, digest }]
}

interface Entry {
  readonly size?: unknown
  readonly digest?: unknown
  readonly platform?: unknown
}

function listOf(value: unknown): readonly Entry[] {
  const isList = Array.isArray(value) && value.every((one) => typeof one === 'object' && one !== null)
  if (!isList) throw new SyntaxError('it lists no parts')
  return value as readonly Entry[]
}
