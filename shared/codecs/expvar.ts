import type { MirrorCounters } from '../pulls/stats.ts'
import { objectOf, parseObject } from './json-object.ts'

/**
 * Reads `/debug/vars` of distribution at a moment (milliseconds since 1970). Of 2.8 only requests and the misses of
 * manifests are right: its hits equal its requests, and blobs count neither misses nor bytes pulled (distribution#4044,
 * mended in 3.0). Those are not reported. Nothing else of the page is kept: it shows the webhook's secret in clear.
 */
export function parseExpvar(text: string, at: number): MirrorCounters | null {
  const { proxy, cache, notifications } = objectOf(parseObject(text)?.['registry'])
  if (proxy === undefined) return null
  const { manifests, blobs } = objectOf(proxy)
  // 3.x has no such key [measured 2.8.2, 2.8.3, 3.1.1].
  const isMended = cache === undefined
  const [manifestBytes, blobBytes] = [countOf(manifests, 'BytesPulled'), countOf(blobs, 'BytesPulled')]
  return {
    at,
    manifestRequests: countOf(manifests, 'Requests'),
    manifestMisses: countOf(manifests, 'Misses'),
    blobRequests: isMended ? countOf(blobs, 'Requests') : null,
    blobMisses: isMended ? countOf(blobs, 'Misses') : null,
    bytesPulled: isMended ? sum(manifestBytes, blobBytes) : null,
    bytesPushed: isMended ? sum(countOf(manifests, 'BytesPushed'), countOf(blobs, 'BytesPushed')) : null,
    pending: pendingIn(objectOf(notifications)['endpoints']),
  }
}

function countOf(of: unknown, name: string): number | null {
  const value = objectOf(of)[name]
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null
}

function pendingIn(endpoints: unknown): number | null {
  if (!Array.isArray(endpoints)) return null
  const waiting = endpoints.map((one) => countOf(objectOf(one)['Metrics'], 'Pending'))
  return waiting.length === 0 ? null : waiting.reduce(sum)
}

function sum(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a + b
}
