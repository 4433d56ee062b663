import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Blob, Image } from './image.ts'

function write(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
}

/**
 * Puts an image into the storage folder of a registry, as a push would have left it (the layout of
 * distribution's registry/storage/paths.go), so that a hub is full before it starts.
 */
export function storeImage(storage: string, repository: string, tag: string, image: Image): void {
  const root = join(storage, 'docker/registry/v2')
  const home = join(root, 'repositories', repository)
  const keep = (blob: Blob) => {
    const hex = blob.digest.slice('sha256:'.length)
    write(join(root, 'blobs/sha256', hex.slice(0, 2), hex, 'data'), blob.bytes)
    return hex
  }
  for (const blob of image.blobs) {
    write(join(home, '_layers/sha256', keep(blob), 'link'), blob.digest)
  }
  const { digest } = image.manifest
  const hex = keep(image.manifest)
  write(join(home, '_manifests/revisions/sha256', hex, 'link'), digest)
  write(join(home, '_manifests/tags', tag, 'current/link'), digest)
  write(join(home, '_manifests/tags', tag, 'index/sha256', hex, 'link'), digest)
}
