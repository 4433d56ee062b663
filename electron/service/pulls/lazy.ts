import type { Calls } from '../../../shared/contract.ts'
import type { PullCalls } from '../../../shared/pulls/contract.ts'
import type { Announcer } from '../announcer.ts'
import type { Desk } from '../desk.ts'
import type { PullDesk } from './open.ts'

/** The part that sees pulls, loaded with its first use: no other command should pay for SQLite. */
export interface LazyPulls {
  readonly handlers: PullDesk['handlers']
  /** Begins to watch behind the back of whoever listens; on the files of another root there is nothing to hear. */
  begin(): void
  close(): Promise<void>
}

const names = {
  'pulls.read': true,
  'pulls.watch': true,
  'pulls.evidence': true,
  'pulls.stats': true,
  'catalog.read': true,
  'catalog.stop': true,
  'catalog.tags': true,
  'catalog.image': true,
  'mirror.activity': true,
  'quota.read': true,
  'collector.list': true,
  'collector.find': true,
  'collector.add': true,
  'collector.remove': true,
} as const satisfies Record<keyof PullCalls, true>

export function lazyPulls(desk: Desk, news: Announcer): LazyPulls {
  let loaded: Promise<PullDesk> | null = null
  const load = (): Promise<PullDesk> =>
    (loaded ??= import('./open.ts').then(({ makePullDesk }) => makePullDesk(desk, news)))
  const handler =
    <N extends keyof PullCalls>(name: N) =>
    async (input: Calls[N]['in']): Promise<Calls[N]['out']> =>
      await (await load()).handlers[name](input)
  const handlers = Object.fromEntries(Object.keys(names).map((name) => [name, handler(name as keyof PullCalls)]))
  return {
    handlers: handlers as unknown as PullDesk['handlers'],
    begin() {
      if (desk.place.system.processes === null) return
      void load()
        .then((pulls) => pulls.begin())
        .catch(() => undefined)
    },
    close: async () => await (await loaded)?.close(),
  }
}
