import { formatKey, type EngineKey } from '../../shared/engine.ts'
import type { Notice } from '../../shared/notice.ts'
import type { EngineEvent } from '../../shared/pulls/engine-event.ts'
import type { SourceState } from '../../shared/pulls/pull.ts'
import type { Listening } from './source.ts'

/** Tells of what one engine says: every pull once and in its order, every state when it changes. */
export interface Telling {
  state(state: SourceState['state'], notice: Notice | null): void
  /** An event as it came; `digests` are asked for unless too many wait for theirs already. */
  pull(event: EngineEvent, line: string, digests: () => Promise<readonly string[]>): void
  /** From when on the engine is to tell, in milliseconds since 1970: a little is told twice, and heard once. */
  since(): number
}

/** Events of one moment may come in another order than that of their times. */
const overlapMs = 1_000
/** docker keeps 256 events [FACTS: local engine events]. */
const maxRemembered = 512
const maxWaiting = 64
const maxKeptLine = 4_000

export function makeTelling(key: EngineKey, { since, onPull, onState, signal }: Listening): Telling {
  const remembered = new Set<string>()
  let last = since ?? Date.now()
  let isNew = true
  let told: string | null = null
  let waiting = 0
  let queue: Promise<void> = Promise.resolve()

  return {
    state(state, notice) {
      const now = `${state} ${notice?.code} ${JSON.stringify(notice?.values)}`
      if (signal.aborted || now === told) return
      told = now
      onState({ source: 'engine-events', of: formatKey(key), state, since: Date.now(), notice })
    },
    pull({ nano, at, when, image, failed }, line, digests) {
      const mark = `${nano} ${image} ${failed === null}`
      if (remembered.has(mark)) return
      remembered.add(mark)
      if (remembered.size > maxRemembered) remembered.delete(remembered.keys().next().value!)
      last = Math.max(last, at)
      isNew = false
      const asks = waiting < maxWaiting
      waiting++
      const tell = async (): Promise<void> => {
        const found = signal.aborted || !asks ? [] : await digests().catch(() => [])
        waiting--
        if (signal.aborted) return
        onPull({ engine: key, at, when, image, digests: found, failed, line: line.slice(0, maxKeptLine) })
      }
      queue = queue.then(tell)
    },
    since: () => (isNew ? last : last - overlapMs),
  }
}

/** The digests of `registry/repository@sha256:…` names, each once; empty for whatever else it may be. */
export function digestsOf(names: unknown): readonly string[] {
  if (!Array.isArray(names)) return []
  const digests = names.flatMap((name) =>
    typeof name === 'string' ? (/@(sha\d+:[0-9a-f]{64,128})$/.exec(name)?.[1] ?? []) : [],
  )
  return [...new Set(digests)].slice(0, 32)
}
