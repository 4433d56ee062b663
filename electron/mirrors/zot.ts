import { isRepository } from '../../shared/codecs/distribution-names.ts'
import { objectOf } from '../../shared/codecs/json-object.ts'
import type { Activity } from '../../shared/pulls/catalog.ts'
import { isPassing, nameBelow, pullsOf, timeOf, type AskJson, type RepositoryActivity } from './ask-json.ts'

const pageSize = 200
const maxPages = 250

// A zot before 2.1.2 refuses a query for the time of the last pull as a whole.
const newestImage = ['NewestImage{DownloadCount LastPullTimestamp}', 'NewestImage{DownloadCount}']

/**
 * Reads a zot's own count by GraphQL, `RepoListWithNewestImage` of its search extension, page by page; null where there
 * is none. Documented shapes [zotregistry.dev, schema.graphql of zot 2.1], no zot was run. Names are below `path`.
 */
export async function readZot(ask: AskJson, path: string): Promise<Activity | null> {
  for (const image of newestImage) {
    const first = await pageOf(ask, 0, image)
    if (first !== null) return await walk(first, (offset) => pageOf(ask, offset, image), path)
  }
  return null
}

interface Page {
  readonly total: number
  readonly results: readonly unknown[]
}

async function walk(first: Page, next: (offset: number) => Promise<Page | null>, path: string): Promise<Activity> {
  const repositories = new Map<string, RepositoryActivity>()
  let [page, seen, total]: [Page | null, number, number] = [first, 0, first.total]
  for (let pages = 1; page !== null && page.results.length > 0; pages++) {
    for (const result of page.results) {
      const one = repositoryOf(result, path)
      if (one) repositories.set(one.repository, one)
    }
    seen += page.results.length
    total = page.total
    if (seen >= total || pages === maxPages) break
    page = await next(seen).catch((error: unknown) => {
      if (!isPassing(error)) throw error
      return null
    })
  }
  return { server: 'zot', repositories: [...repositories.values()], isComplete: seen >= total }
}

async function pageOf(ask: AskJson, offset: number, image: string): Promise<Page | null> {
  const requested = `requestedPage:{limit:${pageSize},offset:${offset},sortBy:ALPHABETIC_ASC}`
  const query = `{RepoListWithNewestImage(${requested}){Page{TotalCount}Results{Name DownloadCount ${image}}}}`
  const answer = await ask(`/v2/_zot/ext/search?query=${encodeURIComponent(query)}`)
  if (answer?.status !== 200) return null
  const list = objectOf(objectOf(objectOf(answer.body)['data'])['RepoListWithNewestImage'])
  const [total, results] = [pullsOf(objectOf(list['Page'])['TotalCount']), list['Results']]
  return total === null || !Array.isArray(results) ? null : { total, results: results.slice(0, pageSize) }
}

function repositoryOf(result: unknown, path: string): RepositoryActivity | null {
  const { Name, DownloadCount, NewestImage } = objectOf(result)
  const repository = nameBelow(path, Name)
  if (!isRepository(repository)) return null
  const newest = objectOf(NewestImage)
  const pulls = pullsOf(DownloadCount)
  // The time is that of the newest image alone; it is the repository’s where all pulls were of that image.
  const isWhole = pulls !== null && pulls > 0 && newest['DownloadCount'] === pulls
  return { repository, pulls, lastPulledAt: isWhole ? timeOf(newest['LastPullTimestamp']) : null }
}
