import * as v from 'valibot'
import type { HealthSample } from './contract.ts'

/** So many answers of each mirror are kept. */
const maxSamples = 50

/** Answers by URL, the oldest first. */
export type HealthHistory = Readonly<Record<string, readonly HealthSample[]>>

const shape = v.record(
  v.string(),
  v.array(
    v.object({
      at: v.pipe(v.string(), v.isoTimestamp()),
      health: v.picklist(['up', 'silent', 'portal', 'gone', 'untrusted', 'not-a-registry', 'needs-login', 'unknown']),
      latencyMs: v.nullable(v.pipe(v.number(), v.minValue(0))),
    }),
  ),
)

/** Reads what was kept; nothing where it cannot be read, since it can be asked anew. */
export function parseHealthHistory(text: string | null): HealthHistory {
  if (text === null) return {}
  try {
    return v.parse(shape, JSON.parse(text))
  } catch {
    return {}
  }
}

/** Adds the latest answers. Mirrors that are neither kept nor answered go, and of each only the latest 50 stay. */
export function withSamples(
  history: HealthHistory,
  latest: ReadonlyMap<string, HealthSample>,
  kept: readonly string[],
): HealthHistory {
  const urls = [...new Set([...kept, ...latest.keys()])]
  const lists = urls.map((url): [string, readonly HealthSample[]] => {
    const sample = latest.get(url)
    return [url, [...(history[url] ?? []), ...(sample ? [sample] : [])].slice(-maxSamples)]
  })
  return Object.fromEntries(lists.filter(([, samples]) => samples.length > 0))
}
