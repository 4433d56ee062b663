import { newDaemonJson, prependToList, removeFromList, restoreList, sameMirror } from '../../codecs/daemon-json-edit.ts'
import { parseDaemonJson, type DaemonJson, type ListKey } from '../../codecs/daemon-json.ts'
import { atLeast, type Desired } from '../../engine.ts'
import type { DockerFacts } from '../../facts.ts'
import { stateOf, type Files } from '../../files.ts'
import { notice, type Notice } from '../../notice.ts'
import { refuse, textOf, withoutOurs, type Change, type Refusal, type Reload } from '../../plan.ts'
import { targetKey, targetPath, type Places } from '../../targets.ts'
import { entriesOf, flagOf, isFlagged, listEntry, listKeys, listsFor, valuesOf, type Lists } from './list-entries.ts'
import { middleText, pendingEdits, planReload, type Ours, type Read } from './live-reload.ts'
import { listTarget } from './seat.ts'

/** What daemon.json needs: its change, the reload that makes it count, and why not. */
export interface MirrorListPlan {
  readonly changes: readonly Change[]
  readonly reloads: readonly Reload[]
  readonly refused: readonly Refusal[]
  readonly notes: readonly Notice[]
}

/** Plans `registry-mirrors` (and `insecure-registries` where docker cannot do without) in daemon.json. */
export function planMirrorList(files: Files, desired: Desired, facts: DockerFacts, places: Places): MirrorListPlan {
  const target = listTarget(facts)
  const path = targetPath(target, places)
  const wanted = listsFor(desired.mirrors, facts)
  const owned = entriesOf(listsFor(files.owned, facts))
  const state = stateOf(files, path)
  const current = textOf(state)
  const original = files.originals.get(targetKey(target))
  if (!current)
    return refusedBy(wanted, original !== undefined, state.kind === 'refused' ? refuse(state.notice, path) : null)
  const read = (text: string): DaemonJson => parsedOrThrow(path, text, facts)
  // Refused only when there is something to do: a broken file that we have no part in is not ours to judge.
  const refusal = objection(path, current.text, facts) ?? clash(path, wanted, facts)
  if (refusal) return refusedBy(wanted, original !== undefined, refusal)

  const base = withoutOurs(current, original, (text, entries) =>
    withoutEntries(text, entries ?? owned, original?.before ?? null, read),
  )
  const after = withEntries(base, wanted, desired.keepTheirs, read)
  const ours: Ours = { remembered: original?.entries ?? [], forget: entriesOf(listsFor(desired.forget ?? [], facts)) }
  const via = middleText(after, ours, facts, read)
  const touched = listKeys.filter((key) => added(base, wanted, key, read).length > 0)
  const lists = touched.map((key) => listEntry(key, itemsOf(after, key, read)))
  const entries = [...entriesOf(newTo(base, wanted, read)), ...lists]
  const change: Change = { target, path, before: current.digest, beforeText: current.text, base, after, via, entries }
  const changes = after !== current.text || via !== null ? [change] : []
  const pending = pendingEdits(state, path, original, facts)
  const reloads = planReload(change, changes.length > 0, wanted, ours, pending, facts, read)
  return { changes, reloads, refused: [], notes: warnings(wanted) }
}

function refusedBy(wanted: Lists, remembered: boolean, refusal: Refusal | null): MirrorListPlan {
  const concerned = remembered || wanted['registry-mirrors'].length > 0
  return { changes: [], reloads: [], refused: concerned && refusal ? [refusal] : [], notes: [] }
}

function objection(path: string, text: string | null, facts: DockerFacts): Refusal | null {
  if (text === null) return null
  if (text.trim() !== '') {
    const parsed = parseDaemonJson(path, text)
    return parsed.ok ? null : parsed.refusal
  }
  // An empty file is no error to 26.1 and later, and one to 20.10 [measured].
  if (atLeast(facts.version, 26)) return null
  return refuse(notice('docker-empty', { path, version: facts.version?.text ?? '20.10' }), path)
}

function clash(path: string, wanted: Lists, facts: DockerFacts): Refusal | null {
  const key = listKeys.find((one) => wanted[one].length > 0 && isFlagged(facts, one))
  return key === undefined ? null : refuse(notice('docker-flag-clash', { flag: flagOf[key], path }), path)
}

function parsedOrThrow(path: string, text: string, facts: DockerFacts): DaemonJson {
  const parsed = parseDaemonJson(path, text.trim() === '' && atLeast(facts.version, 26) ? '{}' : text)
  if (!parsed.ok) throw new Error(parsed.refusal.notice.message)
  return parsed.value
}

// What stood there before us is not ours, even where we put it in front.
function newTo(base: string | null, wanted: Lists, read: Read): Lists {
  const news = (key: ListKey): readonly string[] => {
    const theirs = itemsOf(base, key, read)
    return wanted[key].filter((value) => !theirs.some((item) => sameMirror(item, value)))
  }
  return { 'registry-mirrors': news('registry-mirrors'), 'insecure-registries': news('insecure-registries') }
}

// What has to be put in front: nothing when the list begins with ours already.
function added(base: string | null, wanted: Lists, key: ListKey, read: Read): readonly string[] {
  const present = itemsOf(base, key, read)
  const inPlace =
    key === 'insecure-registries'
      ? wanted[key].filter((value) => present.includes(value))
      : wanted[key].every((value, at) => sameMirror(value, present[at] ?? ''))
        ? wanted[key]
        : []
  return wanted[key].filter((value) => !inPlace.includes(value))
}

function itemsOf(text: string | null, key: ListKey, read: Read): readonly string[] {
  return text === null ? [] : (read(text).lists[key]?.items.map(({ value }) => value) ?? [])
}

function withEntries(base: string | null, wanted: Lists, keepTheirs: boolean, read: Read): string | null {
  const news = listKeys
    .map((key) => [key, added(base, wanted, key, read)] as const)
    .filter(([, values]) => values.length > 0)
  if (news.length === 0) return base
  if (base === null) return newDaemonJson(Object.fromEntries(news))
  return news.reduce((text, [key, values]) => {
    const list = itemsOf(text, key, read)
    const replaced =
      key === 'registry-mirrors' && !keepTheirs
        ? list
        : list.filter((item) => values.some((value) => sameMirror(item, value)))
    const cleared = removeFromList(read(text), key, replaced)
    return prependToList(read(cleared), key, values)
  }, base)
}

// A list that is still as we wrote it gets its own earlier text back, whatever else was edited around it; from
// one that was edited too, only our items go. An empty file, which only reads like an object, is left as it is.
function withoutEntries(text: string, entries: readonly string[], before: string | null, read: Read): string {
  const earlier = before === null ? null : read(before)
  return listKeys.reduce((left, key) => {
    const file = read(left)
    const list = itemsOf(left, key, read)
    if (entries.includes(listEntry(key, list))) return restoreList(file, key, earlier)
    return file.lists[key] ? removeFromList(file, key, valuesOf(entries, key)) : left
  }, text)
}

function warnings(wanted: Lists): readonly Notice[] {
  return wanted['insecure-registries'].map((host) => notice('docker-insecure-warning', { host }))
}
