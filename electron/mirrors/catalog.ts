import { isRepository } from '../../shared/codecs/distribution-names.ts'
import { endpointOf, type Mirror } from '../../shared/registry.ts'
import { walkPages, type PagedList, type WalkLimits } from './pages.ts'

/** The list of a registry's repositories. Asking for it never reaches the upstream, so it costs no quota. */
export const catalogList: PagedList = {
  path: '/v2/_catalog',
  member: 'repositories',
  size: 1000,
  wider: [50_000, 10_000],
}

/** A docker-registry 2.8 of 100,000 repositories takes 80 s in pages of 1,000 [FACTS: registry, baselines]. */
export const catalogLimits: WalkLimits = {
  idleMs: 30_000,
  wholeMs: 15 * 60_000,
  pageBytes: 16 * 1024 * 1024,
  pageNames: 200_000,
  pages: 25_000,
  names: 2_000_000,
  slowPageMs: 300,
}

/** What names in a mirror's catalog begin with: a registry has one catalog, at its root, with a mirror's path before each. */
export function prefixOf(mirror: Mirror): string {
  const { path } = endpointOf(mirror)
  return path === '' ? '' : `${path}/`
}

/** Whether a mirror's catalog names a repository; null where it does not tell. */
export async function catalogHas(mirror: Mirror, repository: string): Promise<boolean | null> {
  const name = `${prefixOf(mirror)}${repository}`
  let found = false
  const ended = await walkPages(mirror, catalogList, {
    signal: new AbortController().signal,
    limits: { ...catalogLimits, idleMs: 10_000, wholeMs: 2 * 60_000 },
    onNames: (names) => void (found ||= names.includes(name)),
    onPage: () => found,
  })
  return found || (ended === null ? false : null)
}

/** The repositories of a mirror's own path on the first page of its catalog; none where it does not tell. */
export async function firstCatalogNames(mirror: Mirror, signal: AbortSignal): Promise<readonly string[]> {
  const prefix = prefixOf(mirror)
  const found: string[] = []
  await walkPages(mirror, catalogList, {
    signal,
    limits: { ...catalogLimits, idleMs: 2_000, wholeMs: 3_000 },
    onNames(names) {
      for (const name of names) {
        const own = name.startsWith(prefix) ? name.slice(prefix.length) : ''
        if (isRepository(own)) found.push(own)
      }
    },
    onPage: () => true,
  })
  return found
}
