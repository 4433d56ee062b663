import type { EngineKey } from './engine.ts'
import type { Digest, FileState, Original } from './files.ts'
import type { Notice } from './notice.ts'
import type { Target } from './targets.ts'

/** One file, from what it is to what it should be. */
export interface Change {
  readonly target: Target
  readonly path: string
  readonly before: Digest | null
  readonly beforeText: string | null
  /** What the file would hold without Pullcord; remembered as the original. Equal to `after` when all of ours goes. */
  readonly base: string | null
  /** The whole new text, or null to remove the file. */
  readonly after: string | null
  /**
   * A text that the engine must load before `after` takes its place: dockerd keeps a mirror whose key
   * vanished, so "off" shows it an empty list first [FACTS: docker 1].
   */
  readonly via: string | null
  /** Waits until the engine has reloaded: taken away while it still goes by the old list, it would leave a hole. */
  readonly late?: boolean
  /** Our entries in `after`; empty where the file is what it was without us. */
  readonly entries: readonly string[]
}

/** How a running engine is made to read its configuration again. */
export interface Reload {
  readonly engine: EngineKey
  readonly how: 'SIGHUP' | 'restart'
  readonly pid: number
  /** What stops running while it reloads; empty for a live reload. */
  readonly stops: readonly string[]
  /** A file the engine reads that is not what it loaded: it would be loaded too. Null when there is none. */
  readonly consent: Notice | null
  /** Proof that it took: entries that the engine must have loaded, and no longer have. Null where it cannot be asked. */
  readonly expect: { readonly present: readonly string[]; readonly gone: readonly string[] } | null
}

/** Why a file or a mirror cannot be part of the plan; nothing of that engine is written then. */
export interface Refusal {
  readonly path: string | null
  /** Counted from one; null where it is not about a place in a text. */
  readonly line: number | null
  readonly column: number | null
  readonly notice: Notice
}

/** What one engine needs to reach the desired state. */
export interface Plan {
  readonly engine: EngineKey
  readonly changes: readonly Change[]
  readonly reloads: readonly Reload[]
  readonly refused: readonly Refusal[]
  /** What a person should know before saying yes. */
  readonly notes: readonly Notice[]
}

/** Whether nothing is left to do. */
export function isEmpty(plan: Plan): boolean {
  return plan.changes.length === 0 && plan.reloads.length === 0 && plan.refused.length === 0
}

/**
 * What a person must say yes to before anything is done: a live reload that would load someone's unfinished edits.
 * A stale service is only told about.
 */
export function awaitedYes({ reloads }: Plan): Notice | null {
  return reloads.find(({ how, consent }) => how === 'SIGHUP' && consent !== null)?.consent ?? null
}

/** A refusal without a place in a text. */
export function refuse(notice: Notice, path: string | null = null): Refusal {
  return { path, line: null, column: null, notice }
}

/** The text and digest of a state, or why it cannot be planned from. */
export function textOf(state: FileState): { readonly text: string | null; readonly digest: Digest | null } | null {
  switch (state.kind) {
    case 'absent':
      return { text: null, digest: null }
    case 'text':
      return { text: state.text, digest: state.digest }
    case 'refused':
      return null
  }
}

/**
 * What a file would hold without Pullcord: the law behind "off". A file that holds what we last wrote gets
 * its original bytes back; one that was edited since only loses our own entries.
 */
export function withoutOurs(
  current: { readonly text: string | null; readonly digest: Digest | null },
  original: Original | undefined,
  removeOurs: (text: string, entries: readonly string[] | null) => string | null,
): string | null {
  if (current.text === null) return null
  if (!original) return removeOurs(current.text, null)
  if (current.digest === original.beforeDigest) return current.text
  if (current.digest !== null && original.written.includes(current.digest)) return original.before
  return removeOurs(current.text, original.entries)
}
