import { isRepository, isTag } from '../../shared/codecs/distribution-names.ts'
import { notice, type Notice } from '../../shared/notice.ts'
import type { Tags } from '../../shared/pulls/catalog.ts'
import type { Mirror } from '../../shared/registry.ts'
import { prefixOf } from './catalog.ts'
import { walkPages, type WalkLimits } from './pages.ts'

/** More tags than that nobody reads; the window says that there are more. */
const limits: WalkLimits = {
  idleMs: 30_000,
  wholeMs: 2 * 60_000,
  pageBytes: 16 * 1024 * 1024,
  pageNames: 100_000,
  pages: 1_000,
  names: 100_000,
  slowPageMs: Number.POSITIVE_INFINITY,
}

/**
 * Tags of a repository, as the mirror tells them, at most 100,000. A pull-through asks its upstream for them,
 * and says so in the notice; it costs no pull [FACTS: registry 5].
 */
export async function readTags(mirror: Mirror, repository: string, signal: AbortSignal): Promise<Tags> {
  const { url } = mirror
  // From here on it is part of a path.
  if (!isRepository(repository)) {
    return { repository, tags: [], isComplete: false, notice: notice('tags-unknown', { url, repository }) }
  }
  const tags: string[] = []
  // Without a size: docker-registry 2.8 ignores it, and 3.1 hands it on to the upstream [FACTS: registry, API].
  const list = {
    path: `/v2/${prefixOf(mirror)}${repository}/tags/list`,
    member: 'tags',
    size: null,
    wider: [],
  } as const
  const ended = await walkPages(mirror, list, {
    signal,
    limits,
    onNames(names) {
      for (const name of names) if (isTag(name)) tags.push(name)
    },
    onPage: () => false,
  })
  return {
    repository,
    tags,
    isComplete: ended === null,
    notice: ended ? inWords(ended, repository) : notice('tags-asked', { url }),
  }
}

function inWords(ended: Notice, repository: string): Notice {
  return ended.code === 'list-refused' && ended.values.status === 404
    ? notice('tags-unknown', { ...ended.values, repository })
    : ended
}
