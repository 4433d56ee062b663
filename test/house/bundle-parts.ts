import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './sources.ts'

/** The one file that runs as root, as it is built. */
export const helperBundle = join(root, 'dist/helper/helper.js')

/** What a bundle holds, by the file that each part came from; the bundler writes its name above it. */
export interface BundlePart {
  readonly from: string
  /** Bytes. */
  readonly size: number
  readonly text: string
}

/** The parts of a bundle that is not minified. What stands before the first name came from the bundler. */
export function bundleParts(path: string): readonly BundlePart[] {
  const pieces = readFileSync(path, 'utf8').split(/^\/\/ (?=(?:shared|electron|node_modules|\\0rolldown)\/)/m)
  return pieces.map((piece, at) => ({
    from: at === 0 ? '' : piece.slice(0, piece.indexOf('\n')),
    size: Buffer.byteLength(piece),
    text: piece,
  }))
}

/** Of all parts, those that came from npm. */
export function fromPackages(parts: readonly BundlePart[]): readonly BundlePart[] {
  return parts.filter(({ from }) => from.startsWith('node_modules/'))
}

/** Bytes of parts together. */
export function sizeOf(parts: readonly BundlePart[]): number {
  return parts.reduce((sum, { size }) => sum + size, 0)
}
