import { isRepository } from '../../shared/codecs/distribution-names.ts'
import { failure } from '../../shared/errors.ts'
import { notice, type Notice } from '../../shared/notice.ts'
import type { Catalog, CatalogProgress } from '../../shared/pulls/catalog.ts'
import type { Mirror } from '../../shared/registry.ts'
import { catalogLimits, catalogList, prefixOf } from './catalog.ts'
import { walkPages, type WalkLimits } from './pages.ts'
import { megabytes } from './talk.ts'

/** What a walk is given beside its mirror. */
export interface WalkMeans {
  /** Ends the walk; what it has found so far stays. */
  readonly signal: AbortSignal
  /** After each page, and once more at the end. */
  readonly onProgress: (progress: CatalogProgress) => void
  /** Other than usual, for tests. */
  readonly limits?: Partial<CatalogLimits>
}

interface CatalogLimits extends WalkLimits {
  readonly textBytes: number
  /** A whole walk below it is never called slow. */
  readonly slowWalkMs: number
}

const usual: CatalogLimits = { ...catalogLimits, textBytes: 256 * 1024 * 1024, slowWalkMs: 5_000 }

/**
 * Walks through a mirror's whole catalog. Whatever ends it early is its notice, and what was found stays.
 * Names that no registry can have are left out and counted; of a mirror with a path, only names below it count.
 */
export async function walkCatalog(mirror: Mirror, { signal, onProgress, limits: other }: WalkMeans): Promise<Catalog> {
  const limits = { ...usual, ...other }
  const began = performance.now()
  const at = Date.now()
  const prefix = prefixOf(mirror)
  const pages: number[] = []
  // One text and never a list: a hundred thousand strings take four times the memory.
  let names = ''
  let count = 0
  let leftOut = 0
  const tell = (isDone: boolean): void => onProgress({ mirror: mirror.url, count, pages: pages.length, isDone })

  const ended = await walkPages(mirror, catalogList, {
    signal,
    limits,
    onNames(found) {
      const known = found.filter(isRepository)
      leftOut += found.length - known.length
      const kept = prefix === '' ? known : below(prefix, known)
      if (kept.length === 0) return
      const lines = kept.join('\n')
      if (names.length + lines.length > limits.textBytes) {
        throw failure('list-too-large', { url: mirror.url, limit: megabytes(limits.textBytes) })
      }
      names += names === '' ? lines : `\n${lines}`
      count += kept.length
    },
    onPage(tookMs) {
      pages.push(tookMs)
      tell(false)
      return false
    },
  })
  tell(true)
  const tookMs = Math.round(performance.now() - began)
  const isSlow = tookMs > limits.slowWalkMs && isGrowing(pages)
  return {
    mirror: mirror.url,
    at,
    names,
    count,
    isComplete: ended === null,
    tookMs,
    notice: ended ?? remark(mirror, leftOut, isSlow),
  }
}

function remark({ url }: Mirror, leftOut: number, isSlow: boolean): Notice | null {
  if (leftOut > 0) return notice('catalog-left-out', { url, count: leftOut })
  return isSlow ? notice('catalog-slow', { url }) : null
}

function below(prefix: string, names: readonly string[]): readonly string[] {
  return names.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length))
}

// The last quarter of the pages against the first; the very last page is mostly a short one.
function isGrowing(pages: readonly number[]): boolean {
  const quarter = Math.floor(pages.length / 4)
  if (quarter < 2) return false
  const sum = (times: readonly number[]): number => times.reduce((all, one) => all + one, 0)
  return sum(pages.slice(-quarter - 1, -1)) > 1.5 * sum(pages.slice(0, quarter))
}
