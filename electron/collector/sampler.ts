import { parseExpvar } from '../../shared/codecs/expvar.ts'
import { parseProxyMetrics } from '../../shared/codecs/prometheus.ts'
import type { MirrorCounters } from '../../shared/pulls/stats.ts'

/** Reads the mirror's counters: soon after something happened, and now and then while nothing does. */
export interface Sampler {
  /** Something happened that the counters can tell more of. */
  stir(): void
  close(): void
}

const soonMs = 2_000
const seldomMs = 300_000
const patienceMs = 5_000
const maxPage = 4 * 1024 * 1024

/** `onState` gets why they cannot be read; null when they can. */
export function openSampler(
  base: string,
  onCounters: (counters: MirrorCounters) => void,
  onState: (why: string | null) => void,
): Sampler {
  let soon: NodeJS.Timeout | null = null
  let last: MirrorCounters | null = null
  const ending = new AbortController()

  const sample = async (): Promise<void> => {
    soon = null
    try {
      const counters = await readCounters(base, ending.signal)
      if (counters === null) return onState('it reports no counters of a pull-through')
      onState(null)
      // The same numbers tell nothing new, but how long nothing was missing.
      last = counters
      onCounters(counters)
    } catch (error) {
      if (!ending.signal.aborted) onState((error as Error).message)
    }
  }

  const seldom = setInterval(() => void sample(), seldomMs)
  seldom.unref()
  void sample()
  return {
    stir() {
      soon ??= setTimeout(() => void sample(), last === null ? 0 : soonMs)
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
  let text = ''
  const decoder = new TextDecoder()
  for await (const chunk of answer.body ?? []) {
    text += decoder.decode(chunk as Uint8Array, { stream: true })
    if (text.length > maxPage) throw new Error(`its page is larger than ${maxPage} bytes`)
  }
  return text
}
