import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { isDigest, isRepository, isTag } from '../../shared/codecs/distribution-names.ts'
import { manifestTypes, parseManifest, type ImageManifest } from '../../shared/codecs/manifest.ts'
import { AppError, failure } from '../../shared/errors.ts'
import { notice } from '../../shared/notice.ts'
import type { ImageDetail, Variant } from '../../shared/pulls/catalog.ts'
import type { Mirror } from '../../shared/registry.ts'
import { asAnybody } from './bearer.ts'
import { prefixOf } from './catalog.ts'
import { refuseOther } from './pages.ts'
import { openTalk, readAll, type Talk } from './talk.ts'
import { isOfThisMachine } from './this-machine.ts'

/** What a mirror tells of an image. */
export type AskedImage = Pick<ImageDetail, 'digest' | 'mediaType' | 'variants' | 'notice'>

// A registry takes no manifest above 4 MB (distribution, `maxManifestBodySize`).
const limits = { idleMs: 30_000, wholeMs: 2 * 60_000, pageBytes: 4 * 1024 * 1024 }
const maxChildren = 4

/**
 * Asks a mirror for an image by tag or digest, by GET. Of an index, only the images for this machine are asked
 * for their size: a pull would fetch them too, while every other one that is not cached would cost a pull
 * more [FACTS: registry, API]. The notice tells what it cost, or why nothing is known.
 */
export async function askImage(
  mirror: Mirror,
  repository: string,
  reference: string,
  signal: AbortSignal,
): Promise<AskedImage> {
  const { url } = mirror
  const image = `${repository}${isDigest(reference) ? '@' : ':'}${reference}`
  const talk = openTalk(mirror, limits, signal)
  const ask = asAnybody(mirror, talk, signal)

  const manifest = async (wanted: string) => {
    const answer = await ask(`/v2/${prefixOf(mirror)}${repository}/manifests/${wanted}`, { accept: manifestTypes })
    // A pull-through hides its upstream's refusals in these two [FACTS: registry 9].
    const { statusCode: status = 0 } = answer
    if (status === 404 || status >= 500) throw failure('image-unknown', { url, image, status })
    refuseOther(mirror, answer)
    return await readManifest(talk, answer, wanted)
  }

  try {
    // From here on both are part of a path.
    if (!isRepository(repository) || !(isTag(reference) || isDigest(reference))) {
      throw failure('image-unknown', { url, image: image.slice(0, 300), status: 'not asked' })
    }
    const { digest, found } = await manifest(reference)
    const variants: Variant[] = []
    let asked = 0
    for (const { platform, digest: own } of found.kind === 'index' ? found.images : [{ platform: null, digest }]) {
      const isAsked = isOfThisMachine(platform) && asked++ < maxChildren
      const told = found.kind === 'image' ? found : isAsked ? await manifest(own).then(imageIn, nothing) : null
      variants.push({ platform, digest: own, size: told?.size ?? null, layers: told?.layers ?? null })
    }
    const cost = notice(isDigest(reference) ? 'image-asked-digest' : 'image-asked-tag', { url })
    return { digest, mediaType: found.mediaType, variants, notice: cost }
  } catch (error) {
    if (error instanceof SyntaxError) return unknown(failure('image-broken', { url, image, why: error.message }))
    if (error instanceof AppError) return unknown(error)
    throw error
  } finally {
    talk.close()
  }
}

async function readManifest(talk: Talk, answer: IncomingMessage, wanted: string) {
  const body = await readAll(talk, answer)
  const header = String(answer.headers['docker-content-digest'] ?? '')
  const named = isDigest(wanted) ? wanted : isDigest(header) ? header : 'sha256:'
  const algorithm = named.slice(0, named.indexOf(':'))
  const digest = `${algorithm}:${createHash(algorithm).update(body).digest('hex')}`
  if (isDigest(named) && digest !== named) throw new SyntaxError('its digest is that of something else')
  return { digest, found: parseManifest(body.toString(), answer.headers['content-type'] ?? '') }
}

function imageIn({ found }: { readonly found: { readonly kind: string } }): ImageManifest | null {
  return found.kind === 'image' ? (found as ImageManifest) : null
}

// Its size is then not reported; that of the index holds all the same.
function nothing(error: unknown): null {
  if (error instanceof AppError || error instanceof SyntaxError) return null
  throw error
}

function unknown({ notice: why }: AppError): AskedImage {
  return { digest: null, mediaType: null, variants: [], notice: why }
}
