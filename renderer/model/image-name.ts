import { imageText } from '../../shared/pulls/image-text.ts'
import type { Reference } from '../../shared/registry.ts'

/** A name as engines write it, its digest cut short. */
export function imageName(image: Reference): string {
  const digest = image.digest === null ? null : `${image.digest.slice(0, 19)}…`
  return imageText({ ...image, digest })
}
