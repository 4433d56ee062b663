import { parseBuildkitdToml, registryOf, type BuildkitdToml } from '../../codecs/buildkitd-toml.ts'
import {
  entriesBetween,
  entriesFor,
  removeEntries,
  setHost,
  setMirrors,
  type HostSetting,
} from '../../codecs/buildkitd-toml-edit.ts'
import { isSameToml, isTable, type TomlTable } from '../../codecs/toml.ts'
import type { Desired, Effective } from '../../engine.ts'
import { stateOf, type Files } from '../../files.ts'
import { notice, type Notice } from '../../notice.ts'
import { refuse, withoutOurs, type Refusal } from '../../plan.ts'
import { redactUrl, upstreamsOf } from '../../registry.ts'
import { targetKey, targetPath, type Places, type Target } from '../../targets.ts'
import { ownershipMark, withoutMark } from '../ownership.ts'
import { changingFile, openShared, refusingFile, type FilePlan } from '../shared-file.ts'
import {
  hostSettings,
  hostTwice,
  isReachedOtherwise,
  locationsOf,
  mirrorLocation,
  type BuildkitdReader,
} from './wanted.ts'

/** Plans the mirrors of each upstream, and how their hosts are reached, in a buildkitd.toml. */
export function planBuildkitd(
  files: Files,
  target: Target,
  desired: Desired,
  reader: BuildkitdReader,
  places: Places,
): FilePlan {
  const { mirrors } = desired
  const concerned = mirrors.length > 0 || files.originals.has(targetKey(target))
  const opened = openShared(files, target, places, parseBuildkitdToml)
  if (!opened.ok) return refusingFile(opened.refusal, concerned)
  const { file } = opened
  const { path, current, original, read } = file
  const twice = hostTwice(mirrors, reader, places)
  if (twice !== null) return refusingFile(refuse(notice('buildkit-host-twice', { host: twice }), path), concerned)

  const owned = entriesFor(
    files.owned.map((mirror) => [mirror.upstream, mirrorLocation(mirror)]),
    hostSettings(files.owned, reader, places),
  )
  const earlier = original ? parseBuildkitdToml(path, original.before ?? '') : null
  const base = withoutOurs(current, original, (text, entries) =>
    withoutMark(removeEntries(text, entries ?? owned, earlier?.ok ? earlier.value : null, read)),
  )
  const before = read(base ?? '')
  if (mirrors.length === 0) return changingFile(file, base, base, [], [])
  const all = hostSettings(mirrors, reader, places)
  const settings = all.filter((setting) => !isReachedOtherwise(before, setting))
  const news = settings.filter(({ host, key }) => !isSaid(before, host, key))
  const listed = upstreamsOf(mirrors).reduce(
    (text, upstream) => setMirrors(text, upstream, locationsOf(mirrors, upstream), desired.keepTheirs, read),
    base ?? `${ownershipMark}\n\n`,
  )
  const after = news.reduce((text, setting) => setHost(text, setting, read), listed)
  const harm = misread(path, after, before, desired, news)
  if (harm) return refusingFile(harm, concerned)
  const notes = [
    ...theirFate(path, before, desired),
    ...all.filter((one) => !settings.includes(one)).map(({ host }) => notice('buildkit-host-named', { path, host })),
  ]
  return changingFile(
    file,
    base,
    after,
    entriesBetween(base === null ? null : before, read(after), upstreamsOf(mirrors), news),
    notes,
  )
}

function isSaid(before: BuildkitdToml, host: string, key: HostSetting['key']): boolean {
  const entry = registryOf(before, host)
  return entry !== null && (key === 'ca' ? entry.ca.length > 0 : entry[key] !== null)
}

// An edit of text is trusted only when it reads back as what was there, and ours, and nothing else.
function misread(
  path: string,
  after: string,
  before: BuildkitdToml,
  desired: Desired,
  news: readonly HostSetting[],
): Refusal | null {
  const listed = upstreamsOf(desired.mirrors).reduce((value, upstream) => {
    const ours = locationsOf(desired.mirrors, upstream)
    const theirs = desired.keepTheirs ? (registryOf(before, upstream)?.mirrors ?? []) : []
    return withKey(value, ['registry', upstream, 'mirrors'], [...ours, ...theirs.filter((one) => !ours.includes(one))])
  }, before.value)
  const expected = news.reduce(
    (value, { host, key, value: set }) => withKey(value, ['registry', host, key], set === true ? set : [set]),
    listed,
  )
  const check = parseBuildkitdToml(path, after)
  if (check.ok && isSameToml(check.value.value, expected)) return null
  const place = { path, line: 1, column: 1, why: 'it has a form beside which an edit is not safe' }
  return { ...place, notice: notice('buildkit-form', place) }
}

function withKey(table: TomlTable, [key = '', ...rest]: readonly string[], set: unknown): TomlTable {
  const inner = table[key]
  return { ...table, [key]: rest.length === 0 ? set : withKey(isTable(inner) ? inner : {}, rest, set) }
}

function theirFate(path: string, before: BuildkitdToml, { mirrors, keepTheirs }: Desired): readonly Notice[] {
  return upstreamsOf(mirrors).flatMap((upstream) => {
    const ours = locationsOf(mirrors, upstream)
    const theirs = (registryOf(before, upstream)?.mirrors ?? []).filter((one) => !ours.includes(one))
    const code = keepTheirs ? 'buildkit-keeps' : 'buildkit-drops'
    return theirs.length === 0 ? [] : [notice(code, { path, upstream, mirrors: theirs.map(redactUrl).join(', ') })]
  })
}

/** Which mirrors a buildkitd.toml names. */
export function effectiveIn(files: Files, target: Target, places: Places): Effective {
  const path = targetPath(target, places)
  const state = stateOf(files, path)
  if (state.kind === 'refused') return { endpoints: [], problem: state.notice }
  const parsed = parseBuildkitdToml(path, state.kind === 'text' ? state.text : '')
  if (!parsed.ok) return { endpoints: [], problem: parsed.refusal.notice }
  const endpoints = parsed.value.registries.flatMap(({ name, mirrors }) =>
    mirrors.map((endpoint) => ({ upstream: name, endpoint })),
  )
  return { endpoints, problem: null }
}

/** That BuildKit cannot be strict: behind the mirrors of a buildkitd.toml it always asks the upstream [S: util/resolver]. */
export function openEnd({ mirrors, strict }: Desired): readonly Notice[] {
  if (!strict || mirrors.length === 0) return []
  return [notice('strict-buildkit', { upstreams: upstreamsOf(mirrors).join(', ') })]
}
