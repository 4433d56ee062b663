import type { MirrorPull, MirrorRequest, Served } from '../../shared/pulls/sighting.ts'

/** Counts since the collector was started. Numbers alone: no name and no address is kept. */
export interface Tally {
  requests(news: readonly MirrorRequest[], again: number): void
  pulls(changed: readonly MirrorPull[]): void
  refused(): void
  read(): Tallied
}

export interface Tallied {
  /** By status class: `2xx`, `3xx`, `4xx`, `5xx`. */
  readonly requests: ReadonlyMap<string, number>
  readonly bytes: number
  readonly duplicates: number
  readonly refused: number
  /** Pulls that have settled, by how they were served. */
  readonly pulls: ReadonlyMap<Served, number>
  /** Milliseconds since 1970; null before the first. */
  readonly lastAt: number | null
}

export function makeTally(): Tally {
  const requests = new Map<string, number>()
  const pulls = new Map<Served, number>()
  let [bytes, duplicates, refused] = [0, 0, 0]
  let lastAt: number | null = null
  return {
    requests(news, again) {
      duplicates += again
      for (const { status, method, bytes: size } of news) {
        const group = `${Math.floor(status / 100)}xx`
        requests.set(group, (requests.get(group) ?? 0) + 1)
        if (method === 'GET') bytes += size ?? 0
      }
      if (news.length > 0) lastAt = Date.now()
    },
    pulls(changed) {
      for (const { isSettled, served } of changed) if (isSettled) pulls.set(served, (pulls.get(served) ?? 0) + 1)
    },
    refused: () => void refused++,
    read: () => ({ requests, bytes, duplicates, refused, pulls, lastAt }),
  }
}
