import { failure } from '../../shared/errors.ts'
import { readJournal } from '../system/journal.ts'
import { readPolicy, usual, type Policy } from '../system/policy.ts'
import type { Workplace } from '../switching/place.ts'

const minuteMs = 60_000
// The highest rate that can be told from the journal, which keeps no more.
const mostPerMinute = 100

/** Throws where the administrator's policy forbids a change without a password, or there were too many just now. */
export async function refuseForbidden(to: 'on' | 'off', { system: { disk }, by: asks }: Workplace): Promise<Policy> {
  const policy = await readPolicy(disk).catch((error: unknown) => {
    // A rule that nobody can read forbids turning on; it must not keep anyone from getting rid of a mirror.
    if (to === 'off') return usual
    throw error
  })
  if (policy.lock !== null && policy.lock !== to) throw failure('policy-locked', { to: policy.lock })
  const limit = Math.min(policy.togglesPerMinute, mostPerMinute)
  const latest = await readJournal('system', disk, limit)
  const now = Date.now()
  const recent = latest.filter(({ by, at }) => {
    const age = now - Date.parse(at)
    // Another user's haste keeps nobody from getting rid of a mirror.
    const counts = to === 'on' || by.uid === asks.uid
    return (by.via === 'pkexec' || by.via === 'sudo') && age >= 0 && age < minuteMs && counts
  })
  if (recent.length >= limit) throw failure('toggled-too-often', { limit })
  return policy
}
