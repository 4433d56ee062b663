import { newDaemonJson, sameMirror, withEmptyList } from '../../codecs/daemon-json-edit.ts'
import type { DaemonJson } from '../../codecs/daemon-json.ts'
import type { DockerFacts } from '../../facts.ts'
import type { FileState, Original } from '../../files.ts'
import { notice, type Notice } from '../../notice.ts'
import type { Change, Reload } from '../../plan.ts'
import { entriesOf, entry, isFlagged, listKeys, valuesOf, type Lists } from './list-entries.ts'

// The kernel tells when a process was started in ticks of 10 ms, and since when it runs as coarsely.
const clockGrainMs = 50

/** Reads a text that is known to parse. */
export type Read = (text: string) => DaemonJson

/** Entries that are ours: those remembered, and those that a running dockerd must forget wherever it has them from. */
export interface Ours {
  readonly remembered: readonly string[]
  readonly forget: readonly string[]
}

/**
 * dockerd keeps what it loaded when the key vanishes [measured 20.10, 26.1, 28.5]. So where it has ours and
 * `after` has no such key, it must first load this text, with an empty list. Null where that is not needed.
 */
export function middleText(after: string | null, ours: Ours, facts: DockerFacts, read: Read): string | null {
  const { running } = facts
  // A restart begins with nothing.
  if (!running || facts.layout === 'desktop') return null
  const stale = listKeys.filter((key) => {
    const vanished = after === null || read(after).lists[key] === null
    const loaded = key === 'registry-mirrors' ? running.loaded?.mirrors : running.loaded?.insecure
    const remembered = valuesOf(ours.remembered, key)
    const has = loaded
      ? [...remembered, ...valuesOf(ours.forget, key)].some((value) => isIn(loaded, value))
      : remembered.length > 0
    return vanished && has && !isFlagged(facts, key)
  })
  if (stale.length === 0) return null
  if (after === null) return newDaemonJson(Object.fromEntries(stale.map((key) => [key, []])))
  return stale.reduce((text, key) => withEmptyList(read(text), key), after)
}

/**
 * The live reload that a change needs, or that an unchanged file needs to count; with what /info must say then.
 * Docker Desktop hands daemon.json to its machine when it starts.
 */
export function planReload(
  change: Change,
  changed: boolean,
  wanted: Lists,
  ours: Ours,
  consent: Notice | null,
  facts: DockerFacts,
  read: Read,
): readonly Reload[] {
  const { running } = facts
  if (!running) return []
  const present = entriesOf(wanted)
  const missing =
    running.loaded !== null && !wanted['registry-mirrors'].every((url) => isIn(running.loaded!.mirrors, url))
  const file = change.after === null ? null : read(change.after)
  const gone = listKeys.flatMap((key) => {
    const stays = [...wanted[key], ...(file?.lists[key]?.items ?? []).map(({ value }) => value)]
    const ended = valuesOf([...ours.remembered, ...ours.forget], key).filter((value) => !isIn(stays, value))
    return isFlagged(facts, key) ? [] : ended.map((value) => entry(key, value))
  })
  const reload = { engine: { id: facts.id, scope: facts.scope }, pid: running.pid, expect: { present, gone } }
  if (facts.layout !== 'desktop') return changed || missing ? [{ ...reload, how: 'SIGHUP', stops: [], consent }] : []
  const lingers = valuesOf(gone, 'registry-mirrors').some((url) => isIn(running.loaded?.mirrors ?? [], url))
  const told = notice('docker-desktop-restart', { path: change.path })
  const restart: Reload = { ...reload, how: 'restart', stops: ['all containers of Docker Desktop'], consent: told }
  return changed || missing || lingers ? [restart] : []
}

/** A file that was written after dockerd read it, and not by us, holds edits that nobody has loaded yet. */
export function pendingEdits(
  state: FileState,
  path: string,
  original: Original | undefined,
  { running }: DockerFacts,
): Notice | null {
  if (state.kind !== 'text' || !running || state.modifiedAt <= running.startedAt + clockGrainMs) return null
  if (original && [...original.written, original.beforeDigest].includes(state.digest)) return null
  return notice('docker-pending-edits', { path })
}

function isIn(list: readonly string[], url: string): boolean {
  return list.some((item) => sameMirror(item, url))
}
