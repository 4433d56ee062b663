import type { Outcome } from '../../shared/pulls/pull.ts'
import type { Request } from '../lab/access-log.ts'

/** Who served a pull in truth, by the logs of the upstream and of the mirror while it was the only one. */
export function truthOf(hub: readonly Request[], mirror: readonly Request[]): Outcome {
  const direct = hub.filter(isOfEngine).filter(isContent)
  const asked = mirror.filter(isOfEngine).filter(isContent)
  if (direct.some(isServed)) return asked.length > 0 ? 'bypassed' : 'upstream'
  const served = asked.filter(isServed)
  if (served.length === 0) return 'unknown'
  // The mirror asks its upstream by HEAD whether a tag has moved; what it GETs, it did not have.
  const fetched = hub.some((one) => !isOfEngine(one) && isContent(one) && one.method === 'GET' && isServed(one))
  if (served.every(({ method }) => method === 'HEAD')) return 'mirror-up-to-date'
  return fetched ? 'mirror-miss' : 'mirror-hit'
}

// A pull-through asks by Go's own name.
function isOfEngine({ agent }: Request): boolean {
  return !agent.startsWith('Go-http-client/')
}

function isContent({ path }: Request): boolean {
  return /\/(manifests|blobs)\//.test(path)
}

function isServed({ status }: Request): boolean {
  return status < 300 || status === 307
}

/** One pull: what it was, what it was in truth, and what was said of it. */
export interface Judged {
  readonly what: string
  readonly truth: Outcome
  readonly said: Outcome
}

/** A table of truths (rows) and what was said (columns), for people. */
export function confusionTable(judged: readonly Judged[], outcomes: readonly Outcome[]): string {
  const width = Math.max(...outcomes.map((name) => name.length)) + 2
  const cell = (text: string | number): string => String(text).padStart(width)
  const count = (truth: Outcome, said: Outcome): number =>
    judged.filter((one) => one.truth === truth && one.said === said).length
  return [
    `${cell('truth ↓ said →')}${outcomes.map(cell).join('')}`,
    ...outcomes.map((truth) => `${cell(truth)}${outcomes.map((said) => cell(count(truth, said) || '·')).join('')}`),
  ].join('\n')
}

/** What may be said of a truth: itself or unknown; and where refusals are not recorded, that no mirror served it. */
export function isHonest({ truth, said }: Judged, seesRefusals: boolean): boolean {
  return said === truth || said === 'unknown' || (truth === 'bypassed' && said === 'upstream' && !seesRefusals)
}
