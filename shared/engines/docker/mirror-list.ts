import { newDaemonJson, prependToList, removeFromList, sameMirror, withEmptyList } from '../../codecs/daemon-json-edit.ts'
import { parseDaemonJson, type DaemonJson, type ListKey } from '../../codecs/daemon-json.ts'
import { atLeast, type Desired, type DockerFacts } from '../../engine.ts'
import { stateOf, type Files } from '../../files.ts'
import { notice, type Notice } from '../../notice.ts'
import { refuse, textOf, withoutOurs, type Change, type Refusal, type Reload } from '../../plan.ts'
import type { Mirror } from '../../registry.ts'
import { targetKey, targetPath, type Places, type Target } from '../../targets.ts'
import { insecureHosts, listedMirrors } from './rules.ts'

const target: Target = { kind: 'docker-daemon-json', scope: 'system' }
const listKeys: readonly ListKey[] = ['registry-mirrors', 'insecure-registries']

type Lists = Readonly<Record<ListKey, readonly string[]>>

/** What daemon.json needs: its change, the reload that makes it count, and why not. */
export interface MirrorListPlan {
  readonly changes: readonly Change[]
  readonly reloads: readonly Reload[]
  readonly refused: readonly Refusal[]
  readonly notes: readonly Notice[]
}

/** Plans `registry-mirrors` (and `insecure-registries` where docker cannot do without) in daemon.json. */
export function planMirrorList(files: Files, desired: Desired, facts: DockerFacts, places: Places): MirrorListPlan {
  const path = targetPath(target, places)
  const wanted = listsFor(desired.mirrors, facts)
  const owned = entriesOf(listsFor(files.owned, facts))
  const state = stateOf(files, path)
  const current = textOf(state)
  const original = files.originals.get(targetKey(target))
  if (!current) return refusedBy(wanted, original !== undefined, state.kind === 'refused' ? refuse(state.notice, path) : null)
  const read = (text: string): DaemonJson => parsedOrThrow(path, text, facts)
  // Refused only when there is something to do: a broken file that we have no part in is not ours to judge.
  const refusal = objection(path, current.text, facts) ?? clash(path, wanted, facts)
  if (refusal) return refusedBy(wanted, original !== undefined, refusal)

  const base = withoutOurs(current, original, (text, entries) => withoutEntries(read(text), entries ?? owned))
  const after = withEntries(base, wanted, desired.keepTheirs, read)
  const via = middleText(base, after, original?.entries ?? [], facts, read)
  const entries = listKeys.flatMap((key) => added(base, wanted, key, read).map((value) => entry(key, value)))
  const change: Change = { target, path, before: current.digest, beforeText: current.text, base, after, via, entries }
  const changes = after !== current.text || via !== null ? [change] : []
  return { changes, reloads: reload(files, wanted, facts, change, changes.length > 0), refused: [], notes: warnings(wanted) }
}

function listsFor(mirrors: readonly Mirror[], facts: DockerFacts): Lists {
  return {
    'registry-mirrors': listedMirrors(mirrors, facts).map(({ url }) => url),
    'insecure-registries': insecureHosts(mirrors, facts),
  }
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
  if (wanted['registry-mirrors'].length === 0) return null
  const flagOf: Record<ListKey, string> = { 'registry-mirrors': '--registry-mirror', 'insecure-registries': '--insecure-registry' }
  const flags = listKeys.filter((key) => wanted[key].length > 0).map((key) => flagOf[key])
  const found = flags.find((flag) => facts.flags.some((argument) => argument === flag || argument.startsWith(`${flag}=`)))
  return found === undefined ? null : refuse(notice('docker-flag-clash', { flag: found, path }), path)
}

function parsedOrThrow(path: string, text: string, facts: DockerFacts): DaemonJson {
  const parsed = parseDaemonJson(path, text.trim() === '' && atLeast(facts.version, 26) ? '{}' : text)
  if (!parsed.ok) throw new Error(parsed.refusal.notice.message)
  return parsed.value
}

type Read = (text: string) => DaemonJson

// What has to be put in front: nothing when the list begins with ours already.
function added(base: string | null, wanted: Lists, key: ListKey, read: Read): readonly string[] {
  const present = base === null ? [] : (read(base).lists[key]?.items.map(({ value }) => value) ?? [])
  const inPlace = key === 'insecure-registries'
    ? wanted[key].filter((value) => present.includes(value))
    : wanted[key].every((value, at) => sameMirror(value, present[at] ?? '')) ? wanted[key] : []
  return wanted[key].filter((value) => !inPlace.includes(value))
}

function withEntries(base: string | null, wanted: Lists, keepTheirs: boolean, read: Read): string | null {
  const news = listKeys.map((key) => [key, added(base, wanted, key, read)] as const).filter(([, values]) => values.length > 0)
  if (news.length === 0) return base
  if (base === null) return newDaemonJson(Object.fromEntries(news))
  return news.reduce((text, [key, values]) => {
    const list = read(text).lists[key]?.items.map(({ value }) => value) ?? []
    const replaced = key === 'registry-mirrors' && !keepTheirs ? list : list.filter((item) => values.some((value) => sameMirror(item, value)))
    const cleared = removeFromList(read(text), key, replaced)
    return prependToList(read(cleared), key, values)
  }, base)
}

function withoutEntries(file: DaemonJson, entries: readonly string[]): string {
  return listKeys.reduce((text, key) => {
    const values = entries.flatMap((item) => (item.startsWith(`${key} `) ? [item.slice(key.length + 1)] : []))
    const parsed = parseDaemonJson('', text)
    return parsed.ok ? removeFromList(parsed.value, key, values) : text
  }, file.text)
}

function entry(key: ListKey, value: string): string {
  return `${key} ${value}`
}

function entriesOf(lists: Lists): readonly string[] {
  return listKeys.flatMap((key) => lists[key].map((value) => entry(key, value)))
}

/**
 * dockerd keeps what it loaded when the key vanishes [measured 20.10, 26.1, 28.5]. So where ours were loaded
 * and `after` has no such key, it must first load an empty list.
 */
function middleText(base: string | null, after: string | null, entries: readonly string[], facts: DockerFacts, read: Read): string | null {
  const { running } = facts
  if (!running || base !== after) return null
  const stale = listKeys.filter((key) => {
    const ours = entries.flatMap((item) => (item.startsWith(`${key} `) ? [item.slice(key.length + 1)] : []))
    const vanished = after === null || read(after).lists[key] === null
    const loaded = key === 'registry-mirrors' ? running.loaded?.mirrors : running.loaded?.insecure
    return vanished && ours.some((value) => loaded?.some((item) => sameMirror(item, value)) ?? true)
  })
  if (stale.length === 0) return null
  if (after === null) return newDaemonJson(Object.fromEntries(stale.map((key) => [key, []])))
  return stale.reduce((text, key) => withEmptyList(read(text), key), after)
}

function reload(files: Files, wanted: Lists, facts: DockerFacts, change: Change, changed: boolean): readonly Reload[] {
  const { running } = facts
  if (!running) return []
  const present = wanted['registry-mirrors']
  const missing = running.loaded !== null && !present.every((url) => running.loaded!.mirrors.some((item) => sameMirror(item, url)))
  if (!changed && !missing) return []
  const before = files.originals.get(targetKey(target))?.entries ?? []
  const gone = before.flatMap((item) => (item.startsWith('registry-mirrors ') ? [item.slice('registry-mirrors '.length)] : []))
  const stays = new Set([...present, ...(change.after === null ? [] : namedIn(change.after))])
  return [
    {
      engine: { id: facts.id, scope: facts.scope },
      how: 'SIGHUP',
      pid: running.pid,
      stops: [],
      consent: pendingEdits(files, change, running.startedAt),
      expect: { present, gone: gone.filter((url) => ![...stays].some((item) => sameMirror(item, url))) },
    },
  ]
}

function namedIn(text: string): readonly string[] {
  const parsed = parseDaemonJson('', text)
  return parsed.ok ? (parsed.value.lists['registry-mirrors']?.items.map(({ value }) => value) ?? []) : []
}

// A file that was written after dockerd read it, and not by us, holds edits that nobody has loaded yet.
function pendingEdits(files: Files, { path, before }: Change, startedAt: number): Notice | null {
  const state = stateOf(files, path)
  if (state.kind !== 'text' || state.modifiedAt <= startedAt) return null
  const original = files.originals.get(targetKey(target))
  if (original && [original.written, original.via, original.beforeDigest].includes(before)) return null
  return notice('docker-pending-edits', { path })
}

function warnings(wanted: Lists): readonly Notice[] {
  return wanted['insecure-registries'].map((host) => notice('docker-insecure-warning', { host }))
}
