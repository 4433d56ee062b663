import type { Core } from '../../shared/contract.ts'
import { noFilter } from '../../shared/pulls/filter.ts'
import type { Pull } from '../../shared/pulls/pull.ts'

/** So many fit a menu. */
const limit = 5

/** Tells the five latest pulls, newest first: once as they were kept, then whenever they are others. */
export function followLatest(core: Core, tell: (latest: readonly Pull[]) => void): void {
  let latest: readonly Pull[] = []
  const read = async (): Promise<void> => {
    const page = await core.call('pulls.read', { filter: noFilter, since: null, before: null, limit }).catch(() => null)
    if (!page) return
    latest = page.pulls
    tell(latest)
  }
  core.on('pulls', ({ pulls, removed, more }) => {
    // One that stands no more may have hidden an older one.
    if (more || latest.some(({ id }) => removed.includes(id))) return void read()
    const ids = new Set(pulls.map(({ id }) => id))
    const all = [...pulls, ...latest.filter(({ id }) => !ids.has(id))].toSorted((a, b) => b.at - a.at)
    latest = all.slice(0, limit)
    if (pulls.length > 0) tell(latest)
  })
  void read()
}
