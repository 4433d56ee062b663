import { isRepository } from '../../shared/codecs/distribution-names.ts'
import { objectOf } from '../../shared/codecs/json-object.ts'
import type { Activity } from '../../shared/pulls/catalog.ts'
import { isPassing, nameBelow, pullsOf, timeOf, type AskJson, type RepositoryActivity } from './ask-json.ts'

/** The most that Harbor gives at once. */
const pageSize = 100
const maxPages = 100
/** Of so many repositories, those that were pulled most, it is asked when they were pulled last. */
const maxAsked = 200

/**
 * Reads Harbor's own count of a project's pulls by its API, version 2.0; null where there is none. Documented shapes
 * [goharbor.io, api/v2.0/swagger.yaml], no Harbor was run. `path` is the project, with the rest of the mirror's path if
 * it has one; names are below it. The time of the last pull is null for those that were not asked.
 */
export async function readHarbor(ask: AskJson, path: string): Promise<Activity | null> {
  const project = path.split('/')[0]!
  const repositories = new Map<string, RepositoryActivity>()
  const done = (isComplete: boolean): Activity => ({
    server: 'harbor',
    repositories: [...repositories.values()],
    isComplete,
  })
  let isComplete = false
  for (let page = 1; page <= maxPages && !isComplete; page++) {
    const read = await listOf(ask, `/api/v2.0/projects/${project}/repositories`, page).catch((error: unknown) => {
      if (page === 1 || !isPassing(error)) throw error
      return null
    })
    if (read === null && page === 1) return null
    if (read === null) break
    for (const result of read) {
      const { name, pull_count: count } = objectOf(result)
      const repository = nameBelow(path, name)
      if (isRepository(repository))
        repositories.set(repository, { repository, pulls: pullsOf(count), lastPulledAt: null })
    }
    isComplete = read.length < pageSize
  }
  const most = [...repositories.values()].filter(({ pulls }) => pulls !== null && pulls > 0)
  try {
    for (const one of most.toSorted((a, b) => b.pulls! - a.pulls!).slice(0, maxAsked)) {
      const lastPulledAt = await lastPullOf(ask, project, `${path}/${one.repository}`.slice(project.length + 1))
      repositories.set(one.repository, { ...one, lastPulledAt })
    }
  } catch (error) {
    if (!isPassing(error)) throw error
  }
  return done(isComplete)
}

/** The latest pull of any artifact; null where they are too many to be sure. */
async function lastPullOf(ask: AskJson, project: string, repository: string): Promise<number | null> {
  // A slash in a name is to be encoded twice, by the documentation.
  const name = encodeURIComponent(encodeURIComponent(repository))
  const artifacts = await listOf(ask, `/api/v2.0/projects/${project}/repositories/${name}/artifacts`, 1)
  if (artifacts === null || artifacts.length >= pageSize) return null
  const times = artifacts.map((artifact) => timeOf(objectOf(artifact)['pull_time']) ?? 0)
  const last = Math.max(0, ...times)
  return last === 0 ? null : last
}

async function listOf(ask: AskJson, path: string, page: number): Promise<readonly unknown[] | null> {
  const answer = await ask(`${path}?page=${page}&page_size=${pageSize}`)
  // Only Harbor counts them in a header.
  if (answer?.status !== 200 || answer.headers['x-total-count'] === undefined) return null
  return Array.isArray(answer.body) ? answer.body.slice(0, pageSize) : null
}
