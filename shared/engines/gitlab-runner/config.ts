import { keyIn, parseRunnerConfig, type RunnerConfig } from '../../codecs/runner-config.ts'
import { tableAt } from '../../codecs/runner-config-edit.ts'
import type { TomlPath } from '../../codecs/toml-spots.ts'
import { isSameToml, type TomlTable } from '../../codecs/toml.ts'
import type { Desired } from '../../engine.ts'
import type { Files } from '../../files.ts'
import { notice, type Notice } from '../../notice.ts'
import { withoutOurs } from '../../plan.ts'
import type { Mirror } from '../../registry.ts'
import { targetKey, targetPath, type Places, type Target } from '../../targets.ts'
import { changingFile, openShared, refusingFile, type FilePlan } from '../shared-file.ts'
import { saidIn, wantedIn } from './arguments.ts'
import { entriesOf, entryOf, putOurs, removeEntries, withOurs } from './lists.ts'
import { fittingLists, mountedAt, type RunnerList } from './places.ts'

/** What config.toml needs, and whether it mounts a file of ours. */
export interface RunnerFilePlan extends FilePlan {
  readonly mounts: boolean
}

/** The volume by which a container sees our file [D: GitLab docs/ci/docker, a registry mirror for every dind service]. */
export function mountOf(file: Target, places: Places): string {
  return `${targetPath(file, places)}:${mountedAt}:ro`
}

/** Plans what the runners of a config.toml are told of these mirrors, list by list. */
export function planRunnerConfig(
  files: Files,
  target: Target,
  mount: string,
  mirrors: readonly Mirror[],
  { keepTheirs: keep }: Desired,
  places: Places,
): RunnerFilePlan {
  const concerned = mirrors.length > 0 || files.originals.has(targetKey(target))
  const refusing = (...args: Parameters<typeof refusingFile>): RunnerFilePlan => ({
    ...refusingFile(...args),
    mounts: false,
  })
  const opened = openShared(files, target, places, parseRunnerConfig)
  if (!opened.ok) return refusing(opened.refusal, concerned)
  const { path, current, original, read } = opened.file
  const earlier = original ? parseRunnerConfig(path, original.before ?? '') : null
  const base = withoutOurs(current, original, (text, entries) =>
    removeEntries(text, entries ?? owned(files.owned, mount), earlier?.ok ? earlier.value : null, read),
  )
  const form = { path, line: 1, column: 1, why: 'it has a form beside which an edit is not safe' }
  const unsafe = (): RunnerFilePlan => refusing({ ...form, notice: notice('runner-form', form) }, concerned)
  // An edit of text is trusted only when it reads back as what was meant.
  if (base !== null && !parseRunnerConfig(path, base).ok) return unsafe()
  if (mirrors.length === 0) return { ...changingFile(opened.file, base, base, [], []), mounts: false }
  // Where nobody has registered a runner, there is nobody to tell.
  const before = read(base ?? '')
  const lists = fittingLists(before)
  const wanted = ({ kind }: RunnerList) => wantedIn(kind, mirrors, mount)
  const after = lists.reduce<string | null>(
    (text, list) => text && putOurs(read(text), list, wanted(list), keep, read),
    base,
  )
  const expected = lists.reduce((value, list) => {
    const items = withOurs(list, wanted(list), keep)
    return items === null ? value : withList(value, list, items)
  }, before.value)
  const check = after === null ? null : parseRunnerConfig(path, after)
  if (base !== null && !(check?.ok && isSameToml(check.value.value, expected))) return unsafe()
  // Written anew by gitlab-runner, it says the same in another form.
  const says = current.text === null ? null : read(current.text).value
  const isSaid = original !== undefined && says !== null && isSameToml(says, expected)
  return {
    ...changingFile(
      opened.file,
      base,
      isSaid ? current.text : after,
      entriesOf(lists, wanted, keep),
      notesOn(lists, mount),
    ),
    mounts: lists.some(({ kind }) => kind === 'volumes'),
  }
}

// Of a name that no runner has: then all are looked through.
function owned(mirrors: readonly Mirror[], mount: string): readonly string[] {
  return (['volumes', 'command', 'MachineOptions'] as const).flatMap((kind) =>
    wantedIn(kind, mirrors, mount).map(({ items }) => entryOf({ kind, who: '' }, 'put', items)),
  )
}

function withList(value: TomlTable, { table, key }: RunnerList, items: readonly string[]): TomlTable {
  return set(value, [...table, keyIn(tableAt(value, table), key)], items) as TomlTable
}

function set(value: unknown, [part, ...rest]: TomlPath, items: readonly string[]): unknown {
  if (part === undefined) return items
  if (typeof part === 'number')
    return (value as readonly unknown[]).map((one, at) => (at === part ? set(one, rest, items) : one))
  const table = value as TomlTable
  return { ...table, [part]: set(table[part], rest, items) }
}

function notesOn(lists: readonly RunnerList[], mount: string): readonly Notice[] {
  const namesOf = (kind: RunnerList['kind']): string =>
    lists
      .filter((list) => list.kind === kind)
      .map(({ who }) => who)
      .join(', ')
  const [mounting, machines] = [namesOf('volumes'), namesOf('MachineOptions')]
  return [
    ...(lists.length === 0 ? [notice('runner-nothing')] : []),
    ...(mounting === '' ? [] : [notice('runner-mount', { path: mount.split(':')[0]!, names: mounting })]),
    ...(machines === '' ? [] : [notice('runner-machines', { names: machines })]),
  ]
}

/** The mirrors of docker.io that every list names which could, by the file that is mounted where one is. */
export function namedIn(config: RunnerConfig, mount: string, mounted: readonly string[]): readonly string[] {
  const lists = fittingLists(config)
  const urls = lists.map(({ kind, items }): readonly string[] => {
    if (kind === 'volumes') return items?.includes(mount) ? mounted : []
    return saidUrls(kind, items ?? [])
  })
  const [first = [], ...others] = urls
  return first.filter((url) => others.every((some) => some.includes(url)))
}

const saidUrls = (kind: RunnerList['kind'], items: readonly string[]): readonly string[] =>
  saidIn(kind, items).flatMap(({ what, value }) => (what === 'mirror' ? [value] : []))
