import { formatKey } from '../../../shared/engine.ts'
import type { Events } from '../../../shared/contract.ts'
import type { Attributed } from '../../../shared/pulls/attribution.ts'
import type { SourceState } from '../../../shared/pulls/pull.ts'
import type { EnginePull, MirrorPull } from '../../../shared/pulls/sighting.ts'
import type { MirrorScene } from '../../../shared/pulls/unserved.ts'
import { parseReference } from '../../../shared/registry.ts'
import type { PullHistory } from '../../pulls/history.ts'
import { makeJoiner } from './joiner.ts'

/** Joins what engines and mirrors tell, keeps it, and tells of it in bursts. */
export interface PullWatch {
  hearEngine(pull: EnginePull): void
  hearMirror(pulls: readonly MirrorPull[]): void
  hearState(state: SourceState): void
  states(): readonly SourceState[]
  close(): void
}

/** What the watch asks others for. */
export interface WatchMeans {
  readonly history: PullHistory
  scene(now: number): MirrorScene
  /** Asks for news of mirrors, since a pull waits for them; they are heard before it resolves. */
  inquire(): Promise<void>
  tell(event: Events['pulls']): void
}

/** News of a burst are told together. */
const burstMs = 100
/** Told at most at once; a list that missed some reads them. */
const maxTold = 200
const hourMs = 3_600_000
/** When to ask again after the latest pull that waits, as mirrors tell in silence that nobody asked them. */
const inquiriesMs = [4_000, 22_000, 120_000, 900_000]

export function watchPulls({ history, scene, inquire, tell }: WatchMeans): PullWatch {
  const joiner = makeJoiner((repository, at) => history.mirrorPullsOf(repository, at - hourMs, at + hourMs))
  const states = new Map<string, SourceState>()
  let burst: NodeJS.Timeout | null = null
  let inquiry: NodeJS.Timeout | null = null
  let told = ''

  const look = (all: boolean): void => {
    burst = null
    const { changed, removed } = joiner.join(scene(Date.now()), all)
    history.putPulls(changed)
    history.removePulls(removed)
    const now = JSON.stringify([...states.values()])
    if (changed.length > 0 || removed.length > 0 || now !== told) {
      told = now
      tell({ ...newest(changed), removed, sources: [...states.values()] })
    }
    plan()
  }

  const stir = (): void => {
    burst ??= setTimeout(() => look(false), burstMs)
  }

  const plan = (): void => {
    if (inquiry) clearTimeout(inquiry)
    inquiry = null
    const since = joiner.waitsSince()
    if (since === null) return
    const passed = Date.now() - since
    const next = inquiriesMs.find((step) => step > passed)
    if (next === undefined) return
    inquiry = setTimeout(() => void ask(), next - passed)
    inquiry.unref()
  }

  const ask = async (): Promise<void> => {
    await inquire().catch(() => undefined)
    if (burst) clearTimeout(burst)
    look(true)
  }

  return {
    hearEngine(pull) {
      const reference = parseReference(pull.image)
      // An image that is named by its id was not pulled by a name that anyone served.
      if (!reference.ok) return
      joiner.addEngine({ ...pull, reference: reference.value })
      history.remember(`engine ${formatKey(pull.engine)}`, String(pull.at))
      stir()
    },
    hearMirror(pulls) {
      joiner.addMirror(pulls)
      stir()
    },
    hearState(state) {
      states.set(`${state.source} ${state.of}`, state)
      stir()
    },
    states: () => [...states.values()],
    close() {
      if (burst) {
        clearTimeout(burst)
        look(false)
      }
      if (inquiry) clearTimeout(inquiry)
    },
  }
}

function newest(changed: readonly Attributed[]): Pick<Events['pulls'], 'pulls' | 'more'> {
  const pulls = changed.map(({ pull }) => pull).toSorted((a, b) => a.at - b.at)
  return { pulls: pulls.slice(-maxTold), more: pulls.length > maxTold }
}
