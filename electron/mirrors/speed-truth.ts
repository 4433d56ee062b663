import { isDigest } from '../../shared/codecs/distribution-names.ts'
import { manifestTypes, parseManifest } from '../../shared/codecs/manifest.ts'
import { partsOf, type Parts } from '../../shared/codecs/manifest-parts.ts'
import { objectOf, parseObject } from '../../shared/codecs/json-object.ts'
import { errnoOf, failure } from '../../shared/errors.ts'
import type { Reference } from '../../shared/registry.ts'
import type { Asker, HubServers } from './asker.ts'
import { isOfThisMachine } from './this-machine.ts'
import type { Purse } from './speed-purse.ts'
import type { Timed } from './timed-get.ts'

/** What a mirror is compared with. */
export interface Truth {
  /** Of the tag. */
  readonly digest: string
  /** The blobs of the image for this machine; null where its manifest could not be had within the purse. */
  readonly parts: Parts | null
  readonly firstByteMs: number
}

// A registry takes no manifest above 4 MB (distribution, `maxManifestBodySize`).
const maxManifest = 4 * 1024 * 1024
const patienceMs = 2_500

interface Source {
  readonly ask: Asker
  /** Before the repository in a path, such as a project. */
  readonly prefix: string
  readonly image: Reference
  readonly purse: Purse
  readonly signal: AbortSignal
}

/**
 * What the upstream has: its digest by a HEAD, which counts as no pull, and the manifest of one image by at most as many
 * GETs as the purse has. Docker Hub's web interface names the image within an index, so that the index need not be
 * fetched [docs.docker.com, Docker Hub API: tags]. Throws `speed-unknown-image` where it has no such image, and what
 * fetching throws, or an Error that says why, where it cannot be asked.
 */
export async function truthOfUpstream(source: Source, hub: HubServers): Promise<Truth> {
  const { ask, image, purse } = source
  const head = await ask(manifestPath(source, referenceOf(image)), {
    ...within(source.signal),
    method: 'HEAD',
    headers: { accept: manifestTypes },
    maxBytes: 0,
  })
  purse.count('heads')
  if (head.status === 404) throw failure('speed-unknown-image', { upstream: image.upstream, image: nameOf(image) })
  const digest = image.digest ?? head.headers['docker-content-digest']
  if (head.status !== 200 || !isDigest(digest)) throw new Error(`it gave ${head.status}`)
  const isIndex = /index|manifest\.list/.test(head.headers['content-type'] ?? '')
  const wanted = isIndex && image.upstream === 'docker.io' ? await childOnHub(image, hub, source.signal) : digest
  const parts = wanted === null ? null : await partsBy(source, wanted).catch(nothing)
  return { digest, parts, firstByteMs: head.firstByteMs }
}

/**
 * What a mirror has, where the upstream cannot be asked; it may fetch the manifest for it. Null where it has nothing.
 * It is asked for its tags first, which costs no pull: one that does not have the tag must not use up the purse.
 */
export async function truthOfMirror(source: Source): Promise<Truth | null> {
  if (!(await hasTag(source).catch(nothing))) return null
  const found = await manifestBy(source, referenceOf(source.image)).catch(nothing)
  // It lists the tag, as its upstream does or did, and could not get the manifest: nobody counted a pull.
  if (found && found.status !== 200) source.purse.giveBack()
  if (found?.status !== 200 || !found.isWhole) return null
  const text = found.body.toString()
  const parts = partsOf(text) ?? (await partsIn(source, found).catch(nothing))
  return { digest: found.digest, parts, firstByteMs: found.firstByteMs }
}

async function hasTag({ ask, prefix, image, signal }: Source): Promise<boolean> {
  if (image.tag === null) return true
  const limits = { maxBytes: maxManifest, keepBytes: maxManifest }
  const answer = await ask(`/v2/${prefix}${image.repository}/tags/list`, { ...within(signal), ...limits })
  const tags = objectOf(parseObject(answer.body.toString()))['tags']
  return Array.isArray(tags) && tags.includes(image.tag)
}

async function partsBy(source: Source, digest: string): Promise<Parts | null> {
  const found = await manifestBy(source, digest)
  if (found?.status !== 200 || found.digest !== digest) return null
  return partsOf(found.body.toString()) ?? (await partsIn(source, found))
}

async function partsIn(source: Source, index: Timed): Promise<Parts | null> {
  const read = parseManifest(index.body.toString(), index.headers['content-type'] ?? '')
  const own = read.kind === 'index' && read.images.find(({ platform }) => isOfThisMachine(platform))
  return own ? await partsBy(source, own.digest) : null
}

async function manifestBy(source: Source, reference: string): Promise<Timed | null> {
  if (!source.purse.takeManifest()) return null
  return await source.ask(manifestPath(source, reference), {
    ...within(source.signal),
    headers: { accept: manifestTypes },
    maxBytes: maxManifest,
    keepBytes: maxManifest,
  })
}

async function childOnHub(
  { repository, tag }: Reference,
  hub: HubServers,
  signal: AbortSignal,
): Promise<string | null> {
  if (tag === null) return null
  const [namespace = '', ...rest] = repository.split('/')
  const url = `${hub.api}/v2/namespaces/${namespace}/repositories/${rest.join('/')}/tags/${tag}`
  const answer = await fetch(url, { redirect: 'manual', ...within(signal) }).catch(() => null)
  const text = answer?.status === 200 ? await answer.text().catch(() => '') : ''
  const images = objectOf(parseObject(text))['images']
  const own = (Array.isArray(images) ? images : []).map(objectOf).find(({ os, architecture, variant }) => {
    return isOfThisMachine([os, architecture, ...(variant ? [variant] : [])].join('/'))
  })
  return isDigest(own?.['digest']) ? own['digest'] : null
}

function manifestPath({ prefix, image }: Source, reference: string): string {
  return `/v2/${prefix}${image.repository}/manifests/${reference}`
}

function within(signal: AbortSignal): { readonly signal: AbortSignal } {
  return { signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]) }
}

/** What a manifest is asked by. */
export function referenceOf({ tag, digest }: Reference): string {
  return digest ?? tag ?? 'latest'
}

/** The whole name of an image. */
export function nameOf({ upstream, repository, tag, digest }: Reference): string {
  return `${upstream}/${repository}${tag === null ? '' : `:${tag}`}${digest === null ? '' : `@${digest}`}`
}

/** Why a server could not be asked, in a few words. */
export function whyNot(error: unknown): string {
  const { name, message } = error as Error
  if (name === 'TimeoutError' || name === 'AbortError') return `no answer in ${patienceMs / 1000} s`
  return errnoOf(error) ?? message
}

function nothing(): null {
  return null
}
