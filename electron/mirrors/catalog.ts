import { endpointOf, type Mirror } from '../../shared/registry.ts'
import { askMirror } from './ask.ts'

const catalog = '/v2/_catalog'
const pageMs = 10_000
const maxPageBytes = 16 * 1024 * 1024
// Of 1,000 names each.
const maxPages = 100

/**
 * Whether a mirror's catalog names a repository; null where it does not tell. Asking for the catalog never
 * reaches the upstream, so it costs no quota. A registry has one catalog, at its root, with a mirror's path
 * before each name.
 */
export async function catalogHas(mirror: Mirror, repository: string): Promise<boolean | null> {
  const prefix = endpointOf(mirror).path
  const name = prefix === '' ? repository : `${prefix}/${repository}`
  let path: string | null = `${catalog}?n=1000`
  for (let page = 0; path !== null && page < maxPages; page++) {
    const answer: Awaited<ReturnType<typeof askMirror>> | null = await askMirror(mirror, path, {
      timeoutMs: pageMs,
      maxBytes: maxPageBytes,
    }).catch(() => null)
    // Above the server's maximum a page size is refused; without one it gives its own [measured 2.8, 3.1].
    if (answer?.status === 400 && page === 0 && path.includes('?')) {
      path = catalog
      continue
    }
    const names = answer?.status === 200 ? namesIn(answer.body) : null
    if (!answer || names === null) return null
    if (names.includes(name)) return true
    path = nextPage(answer.headers.link)
    // Relative on every registry measured; one that leads to another host is not followed, and so not known.
    if (path !== null && !/^\/(?!\/)/.test(path)) return null
  }
  return path === null ? false : null
}

function namesIn(body: string): readonly string[] | null {
  try {
    const { repositories } = JSON.parse(body) as { repositories?: unknown }
    return Array.isArray(repositories) ? repositories.filter((name) => typeof name === 'string') : null
  } catch {
    return null
  }
}

function nextPage(link: string | string[] | undefined): string | null {
  return /<([^>]+)>;\s*rel="?next"?/.exec(String(link ?? ''))?.[1] ?? null
}
