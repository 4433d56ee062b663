import type { Mirror } from '../../shared/registry.ts'
import { probeQuota } from '../mirrors/quota.ts'
import type { PullHistory } from '../pulls/history.ts'
import { attempt } from './attempt.ts'

/** Measures the quota from the mirror's own address, which is the one that its misses count against. */
export interface QuotaWatch {
  /** Something was pulled: what is left may have changed. */
  stir(): void
}

const pauseMs = 900_000

/** Only a mirror of Docker Hub has one. Asked when it begins, then no sooner than it is worth after pulls. */
export function beginQuota(mirror: Mirror, history: PullHistory, signal: AbortSignal): QuotaWatch | null {
  if (mirror.upstream !== 'docker.io') return null
  let timer: NodeJS.Timeout | null = null
  let lastAt = 0
  const probe = async (): Promise<void> => {
    timer = null
    lastAt = Date.now()
    const quota = await probeQuota({ login: null, from: { kind: 'collector', mirror: mirror.url } })
    if (!signal.aborted) attempt(() => history.addQuota(quota))
  }
  void probe()
  return {
    stir() {
      if (timer || signal.aborted) return
      timer = setTimeout(() => void probe(), Math.max(0, lastAt + pauseMs - Date.now()))
      timer.unref()
    },
  }
}
