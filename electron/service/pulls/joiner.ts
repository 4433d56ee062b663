import { attribute, type Attributed } from '../../../shared/pulls/attribution.ts'
import type { NamedPull } from '../../../shared/pulls/fits.ts'
import type { MirrorPull } from '../../../shared/pulls/sighting.ts'
import type { MirrorScene } from '../../../shared/pulls/unserved.ts'

/** What has become of pulls since the last look. */
export interface Joined {
  readonly changed: readonly Attributed[]
  /** Ids that were told of and stand no more. */
  readonly removed: readonly string[]
}

/** Keeps what was seen lately, by repository, and joins what engines told with what mirrors served. */
export interface Joiner {
  addEngine(pull: NamedPull): void
  addMirror(pulls: readonly MirrorPull[]): void
  /** Works out anew what was touched, and with `all` whatever may still change. */
  join(scene: MirrorScene, all: boolean): Joined
  /** When a pull that waits for the record may be told of for certain; null where none waits. */
  waitsSince(): number | null
}

/** What was seen of one repository lately. */
interface Recent {
  engines: NamedPull[]
  readonly mirrors: Map<string, MirrorPull>
  /** What was told last of each pull, in short. */
  readonly told: Map<string, string>
  /** Mirror's pulls that turned out to be those of engines. */
  readonly claimed: Set<string>
  readonly waiting: Set<string>
  /** Mirror's pulls that have changed since the last look. */
  touched: Set<string>
}

/** A pull that was not told for certain within this time never will be. */
const hopeMs = 3_600_000
const maxOfEach = 200
const maxInAll = 5_000

/** `earlier` gives what was kept of a repository around a time, when it is seen for the first time. */
export function makeJoiner(earlier: (repository: string, at: number) => readonly MirrorPull[]): Joiner {
  const recents = new Map<string, Recent>()
  const touched = new Set<string>()

  const recentOf = (repository: string): Recent => {
    const known = recents.get(repository)
    if (known) {
      recents.delete(repository)
      recents.set(repository, known)
      return known
    }
    const fresh: Recent = {
      engines: [],
      mirrors: new Map(),
      told: new Map(),
      claimed: new Set(),
      waiting: new Set(),
      touched: new Set(),
    }
    recents.set(repository, fresh)
    return fresh
  }

  const joinOne = (recent: Recent, scene: MirrorScene): Joined => {
    // Where no engine of ours pulled, each pull of the mirror stands by itself, and only news is worth a look.
    const alone = recent.engines.length === 0
    const mirrors = alone
      ? [...recent.touched].flatMap((id) => recent.mirrors.get(id) ?? [])
      : [...recent.mirrors.values()]
    recent.touched = new Set()
    const results = attribute(recent.engines, mirrors, scene)
    const changed = results.filter(({ pull }) => {
      const text = shortOf(pull)
      const isNews = recent.told.get(pull.id) !== text
      recent.told.set(pull.id, text)
      if (pull.isSettled || pull.engine === null) recent.waiting.delete(pull.id)
      else recent.waiting.add(pull.id)
      return isNews
    })
    if (alone) return { changed, removed: [] }
    const ids = new Set(results.map(({ pull }) => pull.id))
    const removed = [...recent.mirrors.keys()].filter((id) => !ids.has(id) && !recent.claimed.has(id))
    for (const id of removed) recent.claimed.add(id)
    return { changed, removed }
  }

  const trim = (recent: Recent): void => {
    const newest = Math.max(...recent.engines.map(({ at }) => at))
    recent.engines = recent.engines.filter(({ at }) => newest - at < hopeMs).slice(-maxOfEach)
    for (const kept of [recent.mirrors, recent.told, recent.claimed]) {
      for (const id of kept.keys()) {
        if (kept.size <= maxOfEach) break
        kept.delete(id)
      }
    }
  }

  // Those that were quiet longest go first: a repository that is pulled again moves to the end.
  const bound = (): void => {
    let total = 0
    for (const { mirrors } of recents.values()) total += mirrors.size
    for (const [repository, { mirrors }] of recents) {
      if (total <= maxInAll) break
      total -= mirrors.size
      recents.delete(repository)
    }
  }

  return {
    addEngine(pull) {
      const { repository } = pull.reference
      const recent = recentOf(repository)
      if (recent.engines.some(({ at, image }) => at === pull.at && image === pull.image)) return
      if (recent.engines.length === 0)
        for (const one of earlier(repository, pull.at)) if (!recent.mirrors.has(one.id)) recent.mirrors.set(one.id, one)
      recent.engines.push(pull)
      touched.add(repository)
    },
    addMirror(pulls) {
      for (const pull of pulls) {
        const recent = recentOf(pull.repository)
        recent.mirrors.set(pull.id, pull)
        recent.touched.add(pull.id)
        touched.add(pull.repository)
      }
    },
    join(scene, all) {
      if (all) for (const [repository, { waiting }] of recents) if (waiting.size > 0) touched.add(repository)
      const joined = [...touched].flatMap((repository) => {
        const recent = recents.get(repository)
        if (!recent) return []
        const one = joinOne(recent, scene)
        trim(recent)
        return one
      })
      touched.clear()
      bound()
      return {
        changed: joined.flatMap(({ changed }) => changed),
        removed: joined.flatMap(({ removed }) => removed),
      }
    },
    waitsSince() {
      const waiting = [...recents.values()].flatMap(({ engines, waiting: ids }) =>
        ids.size === 0 ? [] : engines.map(({ at }) => at),
      )
      return waiting.length === 0 ? null : Math.max(...waiting)
    },
  }
}

// Whatever of a pull can change.
function shortOf({ outcome, isSettled, mirror, bytes, why, sources }: Attributed['pull']): string {
  return [outcome, isSettled, mirror, bytes, why.code, sources.length].join(' ')
}
