import { isDigest } from '../../shared/codecs/distribution-names.ts'
import { manifestTypes } from '../../shared/codecs/manifest.ts'
import { partsOf, type Part, type Parts } from '../../shared/codecs/manifest-parts.ts'
import type { MirrorSpeed } from '../../shared/mirrors/contract.ts'
import { notice } from '../../shared/notice.ts'
import { nameOf, referenceOf } from './speed-truth.ts'
import type { Reference } from '../../shared/registry.ts'
import type { Asker } from './asker.ts'
import type { Purse } from './speed-purse.ts'
import type { Timed } from './timed-get.ts'

/** A layer up to this size is read whole, so that it can be compared with its digest; of a larger one only so much. */
export const maxLayer = 16 * 1024 * 1024
/** Fewer bytes come in one packet or a few, and tell nothing of how fast more would. */
const fewBytes = 16 * 1024
const maxConfig = 1024 * 1024
const maxManifest = 4 * 1024 * 1024

/** One server in its turn. */
export interface Contender {
  readonly url: string
  readonly ask: Asker
  /** Before the repository in a path, such as a project. */
  readonly prefix: string
  /** Whether it may be asked for the tag without costing a pull. */
  readonly mayAskTag: boolean
}

/** What all of them are asked for. */
export interface Contest {
  readonly image: Reference
  readonly digest: string | null
  readonly parts: Parts | null
  /** Whether the upstream knows a digest: by a HEAD, which counts as no pull. Null where it cannot be asked. */
  readonly isKnown: (digest: string) => Promise<boolean | null>
  readonly purse: Purse
}

/**
 * The first turn: the tag, the configuration, and a layer. The question for the tag carries the upstream's digest
 * (`If-None-Match`): a pull-through that has the same answers 304 after a HEAD of its own, and fetches no manifest,
 * cached or not [measured 2.8.2].
 */
export async function firstTurn(who: Contender, contest: Contest, signal: AbortSignal): Promise<MirrorSpeed> {
  const tag = await tagTurn(who, contest, signal)
  const parts = tag.parts ?? contest.parts
  if (parts === null || tag.speed.verdict === 'missing' || tag.speed.verdict === 'wrong') return tag.speed
  const { purse, image } = contest
  const config = await blobOf(who, image, parts.config, maxConfig, signal)
  purse.count('blobs', config.bytes)
  const seen = withBlob(tag.speed, config, parts.config, contest)
  return seen.verdict === 'unknown' && config.status === 404
    ? { ...seen, verdict: 'missing', notice: missing(who, image) }
    : await layerTurn(who, { ...contest, parts }, seen, signal)
}

/** A turn for the layer alone: the second time a cache has it, and shows its own speed. */
export async function layerTurn(
  who: Contender,
  contest: Contest,
  before: MirrorSpeed,
  signal: AbortSignal,
): Promise<MirrorSpeed> {
  const layer = contest.parts && layerToRead(contest.parts)
  if (!layer || before.verdict === 'wrong' || before.verdict === 'missing') return before
  const found = await blobOf(who, contest.image, layer, maxLayer, signal)
  contest.purse.count('blobs', found.bytes)
  const seen = withBlob(before, found, layer, contest)
  if (found.status !== 200 || found.bytes < fewBytes) return seen
  const bytesPerSecond = found.bytes / Math.max(found.readMs / 1000, 0.001)
  return { ...seen, bytesPerSecond: Math.round(Math.max(seen.bytesPerSecond ?? 0, bytesPerSecond)) }
}

/** The largest layer that is read whole; where none is that small, the smallest. */
function layerToRead({ layers }: Parts): Part | null {
  const bySize = layers.toSorted((a, b) => b.size - a.size)
  return bySize.find(({ size }) => size <= maxLayer) ?? bySize.at(-1) ?? null
}

interface TagSeen {
  readonly speed: MirrorSpeed
  /** Of what the mirror itself has for the tag, where that is another image. */
  readonly parts: Parts | null
}

async function tagTurn(who: Contender, contest: Contest, signal: AbortSignal): Promise<TagSeen> {
  const { image, digest, purse } = contest
  const { url } = who
  const none = unmeasured(url)
  if (digest === null || image.digest !== null) return { speed: none, parts: null }
  if (!who.mayAskTag) return { speed: { ...none, notice: notice('speed-not-asked', { url }) }, parts: null }
  const answer = await who.ask(`/v2/${who.prefix}${image.repository}/manifests/${referenceOf(image)}`, {
    signal,
    headers: { accept: manifestTypes, 'if-none-match': `"${digest}"` },
    maxBytes: maxManifest,
    keepBytes: maxManifest,
  })
  purse.count('tags', answer.bytes)
  const seen = { ...none, firstByteMs: answer.firstByteMs, bytes: answer.bytes }
  const isSame = answer.status === 304 || (answer.status === 200 && answer.isWhole && answer.digest === digest)
  if (isSame) return { speed: { ...seen, verdict: 'same' }, parts: null }
  if (answer.status !== 200) {
    const why = answer.status === 404 ? missing(who, image) : notice('list-refused', { url, status: answer.status })
    return { speed: { ...seen, verdict: answer.status === 404 ? 'missing' : 'unknown', notice: why }, parts: null }
  }
  if (!answer.isWhole) return { speed: seen, parts: null }
  return { speed: { ...seen, ...(await otherTag(who, answer, contest)) }, parts: partsOf(answer.body.toString()) }
}

async function otherTag(
  { url }: Contender,
  answer: Timed,
  { image, isKnown }: Contest,
): Promise<Pick<MirrorSpeed, 'verdict' | 'digest' | 'notice'>> {
  const { digest } = answer
  const { upstream } = image
  const told = answer.headers['docker-content-digest']
  const values = { url, upstream, digest, tag: `${image.repository}:${image.tag ?? ''}` }
  if (isDigest(told) && told.startsWith('sha256:') && told !== digest) {
    return { verdict: 'wrong', digest, notice: notice('speed-wrong-bytes', { url }) }
  }
  const known = await isKnown(digest)
  if (known === null) return { verdict: 'unknown', digest, notice: notice('speed-differs', values) }
  return known
    ? { verdict: 'stale', digest, notice: notice('speed-stale', values) }
    : { verdict: 'wrong', digest, notice: notice('speed-wrong-tag', values) }
}

async function blobOf(
  { ask, prefix }: Contender,
  { repository }: Reference,
  { digest }: Part,
  maxBytes: number,
  signal: AbortSignal,
): Promise<Timed> {
  const algorithm = digest.startsWith('sha512:') ? 'sha512' : 'sha256'
  return await ask(`/v2/${prefix}${repository}/blobs/${digest}`, { signal, maxBytes, algorithm })
}

// Bytes that came whole are what their digest says, or wrong; fewer than the manifest says are no whole blob.
function withBlob(before: MirrorSpeed, found: Timed, { digest, size }: Part, { image }: Contest): MirrorSpeed {
  const { url } = before
  const firstByteMs = Math.min(before.firstByteMs ?? Number.POSITIVE_INFINITY, found.firstByteMs)
  const seen = { ...before, firstByteMs, bytes: before.bytes + found.bytes }
  if (found.status !== 200) {
    return { ...seen, notice: before.notice ?? notice('speed-missing', { url, image: nameOf(image) }) }
  }
  const isOther = (found.isWhole && found.digest !== digest) || found.bytes > size
  if (isOther) {
    return { ...seen, verdict: 'wrong', isVerified: false, notice: notice('speed-wrong-bytes', { url }) }
  }
  return { ...seen, isVerified: before.isVerified || found.isWhole }
}

function missing({ url }: Contender, image: Reference): MirrorSpeed['notice'] {
  return notice('speed-missing', { url, image: nameOf(image) })
}

/** A mirror of which nothing is known yet. */
export function unmeasured(url: string): MirrorSpeed {
  return {
    url,
    firstByteMs: null,
    bytesPerSecond: null,
    bytes: 0,
    verdict: 'unknown',
    digest: null,
    isVerified: false,
    notice: null,
  }
}
