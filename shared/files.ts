import type { Notice } from './notice.ts'
import type { Mirror } from './registry.ts'
import type { Target } from './targets.ts'

/** `sha256:` and 64 hex digits. */
export type Digest = string

/** What a path holds, as far as it can be edited without harm. */
export type FileState =
  | { readonly kind: 'absent' }
  /** Valid UTF-8, losslessly as text (a byte order mark stays, as U+FEFF). Times in ms since 1970. */
  | { readonly kind: 'text'; readonly text: string; readonly digest: Digest; readonly modifiedAt: number }
  /** There, but not to be edited: a directory, a hard link, not UTF-8, no permission … */
  | { readonly kind: 'refused'; readonly notice: Notice; readonly digest: Digest | null }

/** What must be read before planning. */
export type Input =
  | { readonly kind: 'file'; readonly path: string }
  /** A directory whose files with this ending are configuration. */
  | { readonly kind: 'directory'; readonly path: string; readonly ending: string }

/** What Pullcord remembers of a target it has changed. */
export interface Original {
  /** The text before Pullcord's first change, or null where there was no file. */
  readonly before: string | null
  readonly beforeDigest: Digest | null
  /** What may stand there from our hand: the last text; while one replaces another, also the one before and the middle one. */
  readonly written: readonly Digest[]
  /** Our entries in a shared file, spelled as they stand there; while one text replaces another, those of both. */
  readonly entries: readonly string[]
}

/** A consistent look at the disk: all that planning may know of it. */
export interface Files {
  readonly files: ReadonlyMap<string, FileState>
  /** Names in each directory input, in byte order; null where the directory cannot be read. */
  readonly directories: ReadonlyMap<string, readonly string[] | null>
  /** Directory inputs that are themselves symbolic links. */
  readonly links: ReadonlySet<string>
  /** Targets that Pullcord has changed and not yet put back. */
  readonly remembered: readonly Target[]
  /** By target key. */
  readonly originals: ReadonlyMap<string, Original>
  /** Only where the memory of changes is gone: entries equal to these mirrors are then taken for ours. */
  readonly owned: readonly Mirror[]
}

/** The state of a path that was among the inputs. */
export function stateOf(files: Files, path: string): FileState {
  const state = files.files.get(path)
  if (!state) throw new Error(`planned from a file that was not read: ${path}`)
  return state
}

/** Byte order, as engines sort drop-ins: `10-b` before `9-a`, upper case before lower. */
export function byteOrder(a: string, b: string): number {
  const [left, right] = [Array.from(a), Array.from(b)]
  for (let at = 0; at < Math.min(left.length, right.length); at++) {
    const difference = left[at]!.codePointAt(0)! - right[at]!.codePointAt(0)!
    if (difference !== 0) return difference
  }
  return left.length - right.length
}
