import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { tarOf } from './tar.ts'

/** Some bytes and the digest that names them. */
export interface Blob {
  readonly digest: string
  readonly bytes: Buffer
}

/** An image as a registry holds it: Docker's schema 2, a configuration and two layers. */
export interface Image {
  readonly manifest: Blob
  readonly blobs: readonly Blob[]
}

function blobOf(bytes: Buffer): Blob {
  return { digest: `sha256:${createHash('sha256').update(bytes).digest('hex')}`, bytes }
}

function jsonBlob(value: unknown): Blob {
  return blobOf(Buffer.from(JSON.stringify(value)))
}

const MANIFEST_TYPE = 'application/vnd.docker.distribution.manifest.v2+json'
const CREATED = '2026-01-01T00:00:00Z'

/**
 * A tiny image that no other seed shares a layer with; the same bytes for the same seed. `more` are layers of any
 * bytes beside its own two, for what is fetched and not unpacked.
 */
export function makeImage(seed: string, more: readonly Buffer[] = []): Image {
  const archives = ['one.txt', 'two.txt'].map((name) => tarOf(name, Buffer.from(`${name} of ${seed}\n`)))
  const layers = [...archives.map((archive) => blobOf(gzipSync(archive))), ...more.map(blobOf)]
  const config = jsonBlob({
    architecture: 'amd64',
    os: 'linux',
    created: CREATED,
    config: { Cmd: ['/none'] },
    rootfs: { type: 'layers', diff_ids: archives.map((archive) => blobOf(archive).digest) },
    history: archives.map(() => ({ created: CREATED, created_by: 'pullcord lab' })),
  })
  const described = (mediaType: string, blob: Blob) => ({
    mediaType,
    size: blob.bytes.length,
    digest: blob.digest,
  })
  const manifest = jsonBlob({
    schemaVersion: 2,
    mediaType: MANIFEST_TYPE,
    config: described('application/vnd.docker.container.image.v1+json', config),
    layers: layers.map((layer) => described('application/vnd.docker.image.rootfs.diff.tar.gzip', layer)),
  })
  return { manifest, blobs: [config, ...layers] }
}
