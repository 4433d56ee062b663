import type { ApprovedSet } from '../../shared/approval.ts'
import type { Choice } from '../../shared/engine.ts'
import { failure } from '../../shared/errors.ts'
import type { Who } from '../../shared/history.ts'
import { otherSpelling, type Mirror } from '../../shared/registry.ts'
import { risksOf } from '../../shared/risks.ts'
import { certificateOf } from './certificate.ts'
import { digestOf } from './digest.ts'
import { readRootsFile } from './roots-file.ts'
import type { Disk } from './system.ts'

/** What an administrator has allowed. Root writes it, everyone may read it. */
export const approvedPath = '/etc/pullcord/approved.json'

// A few dozen sets of a few mirrors; with authorities some kilobytes each.
const maxBytes = 4 * 1024 * 1024
/** How many sets are kept; the oldest go. */
const maxSets = 50

/**
 * The id of a list: what it says, in 16 hex digits. Any change makes it another list, which nobody has approved. One
 * that is not strict has the id that it had when there was no other.
 */
export function setId({ mirrors, keepTheirs, strict }: Choice): string {
  const content = mirrors.map(({ upstream, url, insecure, ca }) => [upstream, url, insecure, ca?.pem ?? null])
  return digestOf(JSON.stringify([content, keepTheirs, ...(strict ? ['strict'] : [])])).slice(
    'sha256:'.length,
    'sha256:'.length + 16,
  )
}

/** The approved sets, oldest first. Throws where the file is not root's alone, or not what we would have written. */
export async function readApproved(disk: Disk): Promise<readonly ApprovedSet[]> {
  const text = await readRootsFile(approvedPath, maxBytes, disk)
  if (text === null) return []
  try {
    const written = JSON.parse(text) as { readonly sets: readonly ApprovedSet[] }
    const sets = written.sets.map((set) => ({ ...set, strict: set.strict ?? false }))
    if (format(sets) !== text) throw new Error('it is not as Pullcord writes it')
    for (const set of sets) refuseAltered(set)
    return sets
  } catch (error) {
    throw failure('roots-file-unreadable', { path: approvedPath, why: (error as Error).message }, error)
  }
}

// Duplicate keys, other keys and another order all make another text.
function format(sets: readonly ApprovedSet[]): string {
  const inOrder = sets.map(({ id, mirrors, keepTheirs, strict, at, by, risks }) => ({
    id,
    mirrors: mirrors.map(({ upstream, url, insecure, ca }) => ({
      upstream,
      url,
      insecure,
      ca: ca && { sha256: ca.sha256, pem: ca.pem },
    })),
    keepTheirs,
    ...(strict && { strict }),
    at,
    by,
    risks,
  }))
  return `${JSON.stringify({ version: 1, sets: inOrder }, null, 2)}\n`
}

// Whoever edits the file by hand makes a set that nobody has read in a password dialog.
function refuseAltered(set: ApprovedSet): void {
  for (const mirror of set.mirrors) refuseUnlikeOurs(mirror)
  if (set.mirrors.length === 0 || set.id !== setId(set)) throw new Error(`the set ${set.id} was altered`)
}

/** Throws where a mirror is not in the one form that our grammar makes of it. */
export function refuseUnlikeOurs(mirror: Mirror): void {
  const why = otherSpelling(mirror)
  if (why !== null) throw new Error(why)
  const { ca, url } = mirror
  if (ca === null) return
  const { sha256, pem } = certificateOf(ca.pem)
  if (sha256 !== ca.sha256 || pem !== ca.pem) throw new Error(`the authority of ${url} is not in its usual form`)
}

/** Allows a list, or with `only` that list alone. Returns what is allowed then. As root, under the lock. */
export async function approve(
  choice: Choice | null,
  { only, acceptRisks, by }: { readonly only: boolean; readonly acceptRisks: boolean; readonly by: Who },
  disk: Disk,
): Promise<readonly ApprovedSet[]> {
  const risks = risksOf(choice?.mirrors ?? [])
  if (risks[0] && !acceptRisks) throw failure('risks-not-accepted', { risk: risks[0].message })
  return await disk.locked('system', async () => {
    // A damaged file is no leave for anything; to start anew is an administrator's to say.
    const before = only ? [] : await readApproved(disk)
    const id = choice === null ? null : setId(choice)
    const others = before.filter((set) => set.id !== id)
    const codes = [...new Set(risks.map(({ code }) => code))]
    const added = choice === null || id === null ? [] : [approvedNow(choice, id, codes, by)]
    const sets = [...others, ...added].slice(-maxSets)
    if (sets.length === 0) await disk.remove(approvedPath)
    else if (Buffer.byteLength(format(sets)) > maxBytes)
      throw failure('roots-file-unreadable', { path: approvedPath, why: 'it would be too large' })
    else await disk.store(approvedPath, format(sets), 0o644)
    return sets
  })
}

function approvedNow(
  { mirrors, keepTheirs, strict }: Choice,
  id: string,
  risks: readonly string[],
  by: Who,
): ApprovedSet {
  return { id, mirrors, keepTheirs, strict, at: new Date().toISOString(), by: by.uid, risks }
}
