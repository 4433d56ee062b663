import { addList, insertTexts, listIn, removeAt, removeList } from '../../codecs/runner-config-edit.ts'
import type { RunnerConfig } from '../../codecs/runner-config.ts'
import { replaceTexts } from '../../codecs/toml-edit.ts'
import { saidIn, type Said } from './arguments.ts'
import { listsOf, type RunnerList } from './places.ts'

/** Reads a text again between two edits of it. */
export type ReadRunnerConfig = (text: string) => RunnerConfig

type Wanted = readonly Omit<Said, 'at'>[]

/** What a list becomes: what goes, and what is put where. */
interface Turn {
  readonly gone: ReadonlySet<number>
  readonly at: number
  readonly put: readonly string[]
}

/** The items of a list with ours before theirs; null where it says all of it already. */
export function withOurs(list: RunnerList, wanted: Wanted, keep: boolean): readonly string[] | null {
  const turn = turnOf(list, wanted, keep)
  if (!turn) return null
  const kept = (list.items ?? []).filter((_, at) => !turn.gone.has(at))
  return kept.toSpliced(turn.at, 0, ...turn.put)
}

/** Puts our items into a list; null where its table has no form to which a key can be added. */
export function putOurs(config: RunnerConfig, list: RunnerList, wanted: Wanted, keep: boolean, read: ReadRunnerConfig) {
  const turn = turnOf(list, wanted, keep)
  if (!turn) return config.text
  const found = listIn(config, list)
  if (!found) return addList(config, list, turn.put)
  const put = insertTexts(config.text, found, turn.at, turn.put)
  const all = listIn(read(put), list)
  const gone = [...turn.gone].map((at) => (at < turn.at ? at : at + turn.put.length))
  return all && removeAt(put, all, new Set(gone))
}

function turnOf({ kind, items }: RunnerList, wanted: Wanted, keep: boolean): Turn | null {
  const list = items ?? []
  const said = saidIn(kind, list)
  const of = (what: Said['what']) => said.filter((one) => one.what === what)
  const isSaid = wanted.every(({ what, value }, at) =>
    // Mirrors are tried in order; all else counts wherever it stands.
    what === 'mirror' ? of('mirror')[at]?.value === value : of(what).some((one) => one.value === value),
  )
  const isAlone = keep || of('mirror').length === wanted.filter(({ what }) => what === 'mirror').length
  if (isSaid && isAlone) return null
  const news = wanted.filter(({ what, value }) => what === 'mirror' || !of(what).some((one) => one.value === value))
  const gone = of('mirror').filter(
    ({ value }) => !keep || news.some((one) => one.what === 'mirror' && one.value === value),
  )
  return {
    gone: new Set(gone.flatMap(({ at, items: some }) => some.map((_, more) => at + more))),
    at: list[0] === 'dockerd' ? 1 : 0,
    put: news.flatMap(({ items: some }) => some),
  }
}

/** How our part in a list is remembered: that we made it, what we put there, and what stood there and was moved. */
type Part = 'made' | 'put' | 'had'

/** One entry, with the list’s kind and its place by name. */
export function entryOf({ kind, who }: Pick<RunnerList, 'kind' | 'who'>, part: Part, items: readonly string[]): string {
  return JSON.stringify([who, kind, part, ...items])
}

/** The entries of what is put into these lists. */
export function entriesOf(lists: readonly RunnerList[], wanted: (list: RunnerList) => Wanted, keep: boolean) {
  return lists.flatMap((list): readonly string[] => {
    if (withOurs(list, wanted(list), keep) === null) return []
    const said = saidIn(list.kind, list.items ?? [])
    const isSaid = ({ what, value }: Wanted[number]): boolean =>
      said.some((one) => one.what === what && one.value === value)
    return [
      ...(list.items === null ? [entryOf(list, 'made', [])] : []),
      ...wanted(list).map((one) => entryOf(list, isSaid(one) ? 'had' : 'put', one.items)),
    ]
  })
}

interface Group {
  readonly kind: RunnerList['kind']
  readonly who: string
  readonly isMade: boolean
  readonly put: readonly Said[]
  /** What was put and what was moved, in order. */
  readonly all: readonly Said[]
}

/**
 * Takes our entries out of a text that was edited since. A list that is as we left it gets its earlier text back, also
 * where its runner has another name by now.
 */
export function removeEntries(
  text: string,
  entries: readonly string[],
  earlier: RunnerConfig | null,
  read: ReadRunnerConfig,
): string {
  const groups = Map.groupBy(
    [...new Set(entries)].map((one) => JSON.parse(one) as readonly [string, RunnerList['kind'], Part, ...string[]]),
    ([who, kind]) => `${kind} ${who}`,
  )
  return [...groups.values()].reduce((left, group) => {
    const [who, kind] = group[0]!
    const saidBy = (...parts: readonly Part[]): readonly Said[] =>
      group.flatMap(([, , part, ...items]) => (parts.includes(part) ? saidIn(kind, items) : []))
    const ours: Group = {
      kind,
      who,
      isMade: group.some(([, , part]) => part === 'made'),
      put: saidBy('put'),
      all: saidBy('put', 'had'),
    }
    return placesOf(ours, read(left), earlier).reduce(
      (rest, place) => removeFrom(rest, place, ours, earlier, read),
      left,
    )
  }, text)
}

// By its name; else among the names that are new, for a runner that was renamed has one of those; else anywhere.
function placesOf({ kind, who }: Group, config: RunnerConfig, earlier: RunnerConfig | null): readonly RunnerList[] {
  const all = listsOf(config).filter((list) => list.kind === kind)
  const old = new Set(earlier && listsOf(earlier).map((list) => list.who))
  const found = [all.filter((list) => list.who === who), all.filter((list) => !old.has(list.who)), all]
  return found.find((some) => some.length > 0) ?? []
}

function removeFrom(
  text: string,
  { table, key }: RunnerList,
  { kind, who, isMade, put, all }: Group,
  earlier: RunnerConfig | null,
  read: ReadRunnerConfig,
): string {
  const config = read(text)
  const list = listsOf(config).find((one) => one.key === key && one.table.join() === table.join())
  const found = listIn(config, { table, key })
  if (!list || !found) return text
  const gone = saidIn(list.kind, list.items ?? []).filter(({ what, value }) =>
    put.some((one) => one.what === what && one.value === value),
  )
  const left = removeAt(text, found, new Set(gone.flatMap(({ at, items }) => items.map((_, more) => at + more))))
  const rest = read(left)
  const olds = earlier ? listsOf(earlier).filter((one) => one.kind === kind) : []
  // One that was renamed is remembered by the name that it had.
  const was = olds.find((one) => one.who === list.who) ?? olds.find((one) => one.who === who)
  const old = was && earlier && listIn(earlier, was)
  const isSame = (some: readonly string[] | null | undefined, others: typeof some): boolean =>
    some?.join('\0') === others?.join('\0')
  const isAsLeft = was && [true, false].some((keep) => isSame(withOurs(was, all, keep), list.items))
  // What was theirs may have been moved, or left out on request.
  const isWhole = isSame(
    was?.items,
    listIn(rest, { table, key })?.items.map(({ value }) => value),
  )
  if (old && isAsLeft && (!isWhole || all.length > put.length)) return replaceTexts(text, found, earlier.text, old)
  return isMade && listIn(rest, { table, key })?.items.length === 0 ? removeList(rest, { table, key }) : left
}
