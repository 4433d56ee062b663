import { parseExpvar } from '../../shared/codecs/expvar.ts'
import { parseProxyMetrics } from '../../shared/codecs/prometheus.ts'
import type { MirrorCounters } from '../../shared/pulls/stats.ts'
import { boundedText } from '../mirrors/bounded-text.ts'

/** Reads the mirror's counters: soon after something happened, when somebody asks, and now and then otherwise. */
export interface Sampler {
  /** Something happened that the counters can tell more of. */
  stir(): void
  /** Looks now, unless that was just done. Never throws. */
  look(): Promise<void>
  close(): void
}

const soonMs = 2_000
const justMs = 500
const seldomMs = 300_000
/** The mirror stands beside us; who asks us waits no longer than this. */
const patienceMs = 2_000
const maxPage = 4 * 1024 * 1024

/** `onState` gets why they cannot be read; null when they can. `onGone`: nobody listens there. */
export function openSampler(
  base: string,
  onCounters: (counters: MirrorCounters) => void,
  onState: (why: string | null) => void,
  onGone: () => void,
): Sampler {
  let soon: NodeJS.Timeout | null = null
  let looking: Promise<void> | null = null
  let lookedAt = 0
  const ending = new AbortController()

  const sample = async (): Promise<void> => {
    lookedAt = Date.now()
    try {
      const counters = await readCounters(base, ending.signal)
      if (ending.signal.aborted) return
      if (counters === null) return onState('it reports no counters of a pull-through')
      onState(null)
      onCounters(counters)
    } catch (error) {
      if (ending.signal.aborted) return
      const { cause, message } = error as Error & { readonly cause?: { readonly code?: string } }
      if (cause?.code === 'ECONNREFUSED') onGone()
      onState(cause?.code ?? message)
    }
  }
  const look = (): Promise<void> => (looking ??= sample().finally(() => (looking = null)))

  const seldom = setInterval(() => void look(), seldomMs)
  seldom.unref()
  void look()
  return {
    stir() {
      soon ??= setTimeout(() => {
        soon = null
        void look()
      }, soonMs)
    },
    look: async () => {
      if (looking || Date.now() - lookedAt >= justMs) await look()
    },
    close() {
      ending.abort()
      clearInterval(seldom)
      if (soon) clearTimeout(soon)
    },
  }
}

// 3.x tells all by both pages; 2.8 has no metrics of a proxy but in expvar.
async function readCounters(base: string, signal: AbortSignal): Promise<MirrorCounters | null> {
  const at = Date.now()
  const vars = await page(`${base}/debug/vars`, signal)
  const counters = vars === null ? null : parseExpvar(vars, at)
  if (counters !== null && counters.blobMisses !== null) return counters
  const metrics = await page(`${base}/metrics`, signal)
  return (metrics === null ? null : parseProxyMetrics(metrics, at)) ?? counters
}

async function page(url: string, signal: AbortSignal): Promise<string | null> {
  const answer = await fetch(url, {
    signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]),
    redirect: 'error',
  })
  if (!answer.ok) {
    await answer.body?.cancel()
    return null
  }
  const text = await boundedText(answer, maxPage)
  if (text === null) throw new Error(`its page is larger than ${maxPage} bytes`)
  return text
}
