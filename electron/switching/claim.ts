import type { Choice } from '../../shared/engine.ts'
import { meaningOf } from '../../shared/profiles/meaning.ts'
import type { FileState } from '../../shared/files.ts'
import { targetKey } from '../../shared/targets.ts'
import { digestOf, digestOrNull } from '../system/digest.ts'
import type { Memory } from '../system/originals.ts'
import { desiredOn, type Survey } from './survey.ts'

/** A file whose entries by hand are those that we would write: as ours they change nothing. */
export interface Claim {
  readonly path: string
  readonly memory: Omit<Memory, 'attributes'>
}

/**
 * The files of an engine that can be taken over for these mirrors: taking our entries out and putting them in again
 * says the same. Files that hold something of ours already are none: what is by hand in them stays by hand.
 */
export function ownable(found: Survey, choice: Choice): readonly Claim[] {
  const { pair, facts, look, place } = found
  const { places } = place.system.disk
  const clean = { ...look.files, owned: [], originals: new Map(), remembered: [] }
  if (look.memories.length > 0) return []
  const off = pair.pure.plan({ ...clean, owned: choice.mirrors }, { ...choice, mirrors: [] }, facts, places)
  const out = off.changes.filter(({ base, after, beforeText }) => base === after && base !== beforeText)
  if (off.refused.length > 0 || out.length === 0) return []
  const bases = out.map(({ path, base }): readonly [string, FileState] => [path, asState(base)])
  const without = { ...clean, files: new Map([...look.files.files, ...bases]) }
  const on = pair.pure.plan(without, desiredOn(choice), facts, places)
  const alike = out.every((change) => {
    const back = on.changes.find(({ path }) => path === change.path)
    return back !== undefined && meaningOf(change.path, back.after) === meaningOf(change.path, change.beforeText)
  })
  // What “on” would write beside them is missing now: the engine would do something else.
  const more = on.changes.some(({ path }) => !out.some((change) => change.path === path))
  if (on.refused.length > 0 || !alike || more) return []
  return out.map(({ target, path, base, before }) => ({
    path,
    memory: {
      target,
      before: base,
      beforeDigest: digestOrNull(base),
      written: before === null ? [] : [before],
      entries: on.changes.find((change) => targetKey(change.target) === targetKey(target))?.entries ?? [],
      made: [],
    },
  }))
}

/** A text as a look at the disk would have it. */
export function asState(text: string | null): FileState {
  return text === null ? { kind: 'absent' } : { kind: 'text', text, digest: digestOf(text), modifiedAt: 0 }
}
