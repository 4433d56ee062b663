import type { Parsed } from '../codecs/parsed.ts'
import type { Running } from '../facts.ts'
import { stateOf, type Digest, type Files, type Original } from '../files.ts'
import { notice, type Notice } from '../notice.ts'
import { refuse, textOf, type Change, type Refusal } from '../plan.ts'
import { targetKey, targetPath, type Places, type Target } from '../targets.ts'

/** What one file that others write into needs, and why not. */
export interface FilePlan {
  readonly changes: readonly Change[]
  readonly refused: readonly Refusal[]
  readonly notes: readonly Notice[]
}

/** Such a file as it is, with what is remembered of it. */
export interface SharedFile<T> {
  readonly target: Target
  readonly path: string
  readonly current: { readonly text: string | null; readonly digest: Digest | null }
  readonly original: Original | undefined
  /** Reads a text that is known to parse. */
  readonly read: (text: string) => T
}

/** Opens a file for planning; where it cannot be read, the refusal of it, which counts only where we have a part in it. */
export function openShared<T>(
  files: Files,
  target: Target,
  places: Places,
  parse: (path: string, text: string) => Parsed<T>,
): { readonly ok: true; readonly file: SharedFile<T> } | { readonly ok: false; readonly refusal: Refusal } {
  const path = targetPath(target, places)
  const state = stateOf(files, path)
  const current = textOf(state)
  if (!current) {
    const said = state.kind === 'refused' ? state.notice : notice('file-not-regular', { path })
    return { ok: false, refusal: refuse(said, path) }
  }
  const readable = parse(path, current.text ?? '')
  if (!readable.ok) return readable
  const read = (text: string): T => {
    const parsed = parse(path, text)
    if (!parsed.ok) throw new Error(parsed.refusal.notice.message)
    return parsed.value
  }
  return { ok: true, file: { target, path, current, original: files.originals.get(targetKey(target)), read } }
}

/** The plan that refuses a file, where it concerns us: a broken one that we have no part in is not ours to judge. */
export function refusingFile(refusal: Refusal, concerned: boolean): FilePlan {
  return { changes: [], refused: concerned ? [refusal] : [], notes: [] }
}

/** The plan that brings a file to `after`; empty where it is that already. */
export function changingFile(
  { target, path, current }: SharedFile<unknown>,
  base: string | null,
  after: string | null,
  entries: readonly string[],
  notes: readonly Notice[],
): FilePlan {
  const { digest: before, text: beforeText } = current
  if (after === beforeText) return { changes: [], refused: [], notes }
  const change: Change = { target, path, before, beforeText, base, after, via: null, entries }
  return { changes: [change], refused: [], notes }
}

/** Whether a daemon that reads a file of ours at its start alone was started before it was last written, or outlived it. */
export function isOutrun(files: Files, target: Target, places: Places, running: Running | null): boolean {
  const state = stateOf(files, targetPath(target, places))
  if (!files.originals.has(targetKey(target))) return false
  return state.kind === 'absent' || (state.kind === 'text' && (running?.startedAt ?? Infinity) < state.modifiedAt)
}
