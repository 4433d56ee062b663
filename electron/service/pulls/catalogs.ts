import type { Events } from '../../../shared/contract.ts'
import { namesIn } from '../../../shared/pulls/catalog-lines.ts'
import type { Catalog, ImageDetail, Tags } from '../../../shared/pulls/catalog.ts'
import type { PullCalls } from '../../../shared/pulls/contract.ts'
import type { Mirror } from '../../../shared/registry.ts'
import type { Settings } from '../../../shared/settings.ts'
import { walkCatalog } from '../../mirrors/catalog-walk.ts'
import { askImage } from '../../mirrors/image.ts'
import { readTags } from '../../mirrors/tags.ts'
import type { PullHistory } from '../../pulls/history.ts'
import { mirrorAt } from '../mirrors.ts'

/** Catalogs of the mirrors on the list, and what lies in them. */
export interface Catalogs {
  read(order: PullCalls['catalog.read']['in']): Promise<Catalog>
  stop(mirror: string): void
  tags(order: PullCalls['catalog.tags']['in']): Promise<Tags>
  image(order: PullCalls['catalog.image']['in']): Promise<ImageDetail>
  close(): void
}

export interface CatalogMeans {
  settings(): Promise<Settings>
  history(): Promise<PullHistory>
  tell(progress: Events['catalog']): void
}

interface Walk {
  readonly ending: AbortController
  readonly done: Promise<Catalog>
}

/** One catalog is kept at a time: a hundred thousand names are some megabytes, and the window shows one. */
export function makeCatalogs({ settings, history, tell }: CatalogMeans): Catalogs {
  const walks = new Map<string, Walk>()
  const closing = new AbortController()
  let kept: Catalog | null = null

  const walk = async (mirror: Mirror, signal: AbortSignal): Promise<Catalog> => {
    const found = await walkCatalog(mirror, { signal, onProgress: tell })
    kept = found
    // A part of a catalog says nothing of what is not in it.
    if (found.isComplete && found.at !== null) (await history()).lookedAt(mirror.url, found.at, namesIn(found.names))
    return found
  }

  return {
    async read({ mirror: url, walk: anew }) {
      const mirror = mirrorAt(await settings(), url)
      const going = walks.get(url)
      if (going) return await going.done
      if (!anew) return kept?.mirror === url ? kept : neverRead(url)
      const ending = new AbortController()
      const done = walk(mirror, AbortSignal.any([ending.signal, closing.signal])).finally(() => walks.delete(url))
      walks.set(url, { ending, done })
      return await done
    },
    stop: (mirror) => walks.get(mirror)?.ending.abort(),
    async tags({ mirror, repository }) {
      return await readTags(mirrorAt(await settings(), mirror), repository, closing.signal)
    },
    async image({ mirror: url, repository, reference, ask }) {
      const mirror = mirrorAt(await settings(), url)
      const record = await history()
      const seen = record.seenOf(repository)
      const asked = ask && reference !== null ? await askImage(mirror, repository, reference, closing.signal) : null
      const isDigest = reference?.startsWith('sha256:') ?? false
      const digest = isDigest ? reference : (seen.find(({ tag }) => tag === reference)?.digest ?? null)
      return {
        repository,
        tag: isDigest ? null : reference,
        digest,
        mediaType: null,
        variants: [],
        notice: null,
        ...asked,
        firstCached: record.firstCached(url, repository),
        seen,
        isAsked: asked !== null,
      }
    },
    close: () => closing.abort(),
  }
}

function neverRead(mirror: string): Catalog {
  return { mirror, at: null, names: '', count: 0, isComplete: false, tookMs: 0, notice: null }
}
