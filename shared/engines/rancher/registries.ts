import { mirrorEntry, parseRegistriesYaml, sameEndpoint, type RegistriesYaml } from '../../codecs/registries-yaml.ts'
import {
  entriesBetween,
  entriesFor,
  removeEntries,
  setEndpoints,
  setHost,
  type HostSetting,
} from '../../codecs/registries-yaml-edit.ts'
import { valueOf, type YamlValue } from '../../codecs/yaml-nodes.ts'
import type { Desired } from '../../engine.ts'
import type { RancherFacts } from '../../facts.ts'
import type { Files } from '../../files.ts'
import { notice, type Notice } from '../../notice.ts'
import { refuse, withoutOurs, type Refusal } from '../../plan.ts'
import { redactUrl, upstreamsOf, type Mirror, type Upstream } from '../../registry.ts'
import { targetKey, type Places, type Target } from '../../targets.ts'
import { isUpstreamItself } from '../../upstream-itself.ts'
import { ownershipMark, withoutMark } from '../ownership.ts'
import { changingFile, openShared, refusingFile, type FilePlan } from '../shared-file.ts'
import { endpointsFor, hostSettings, isVerifiedOtherwise, keeping, ourEndpoints } from './wanted.ts'

/** The one file of K3s or RKE2 that a person writes. */
export function registriesTarget({ id }: RancherFacts): Target {
  return { kind: 'registries-yaml', scope: 'system', engine: id }
}

/** Plans the endpoints and the hosts’ certificates in registries.yaml. */
export function planRegistries(files: Files, wanted: Desired, facts: RancherFacts, places: Places): FilePlan {
  const { mirrors } = wanted
  // Where it goes on to the upstream by itself, nothing is won by taking that out of the list.
  const desired = { ...wanted, strict: wanted.strict && Boolean(facts.strict) }
  const target = registriesTarget(facts)
  const concerned = mirrors.length > 0 || files.originals.has(targetKey(target))
  const opened = openShared(files, target, places, parseRegistriesYaml)
  if (!opened.ok) return refusingFile(opened.refusal, concerned)
  const { file } = opened
  const { path, current, original, read } = file

  const owned = entriesFor(
    files.owned.map((mirror) => [mirror.upstream, ourEndpoints([mirror], mirror.upstream)[0]!]),
    hostSettings(files.owned, facts.id, places),
  )
  const earlier = original ? parseRegistriesYaml(path, original.before ?? '') : null
  const base = withoutOurs(current, original, (text, entries) =>
    withoutMark(removeEntries(text, entries ?? owned, earlier?.ok ? earlier.value : null, read)),
  )
  const before = read(base ?? '')
  if (mirrors.length === 0) return changingFile(file, base, base, [], [])
  const rewritten = upstreamsOf(mirrors).find((upstream) => mirrorEntry(before, upstream)?.rewrites)
  if (rewritten !== undefined)
    return refusingFile(
      refuse(notice('rancher-rewrite', { path, upstream: rewritten, engine: facts.id }), path),
      concerned,
    )
  const all = hostSettings(mirrors, facts.id, places)
  const settings = all.filter((setting) => !isVerifiedOtherwise(before, setting))
  const after = withMirrors(base ?? `${ownershipMark}\n\n`, before, desired, settings, read)
  const notes = [
    ...theirFate(path, before, desired),
    ...all.filter((one) => !settings.includes(one)).map(({ host }) => notice('rancher-tls-named', { path, host })),
    ...closing(facts, mirrors, read(after)),
  ]
  const harm = misread(path, after, before, desired, settings)
  if (harm) return refusingFile(harm, concerned)
  return changingFile(file, base, after, entriesBetween(before, read(after), upstreamsOf(mirrors), settings), notes)
}

function withMirrors(
  text: string,
  before: RegistriesYaml,
  desired: Desired,
  settings: readonly HostSetting[],
  read: (text: string) => RegistriesYaml,
): string {
  const listed = upstreamsOf(desired.mirrors).reduce(
    (left, upstream) =>
      setEndpoints(left, upstream, endpointsFor(desired, upstream, before), keeping(desired, upstream), read),
    text,
  )
  return settings.reduce((left, setting) => setHost(left, setting, read), listed)
}

// An edit of text is trusted only when it reads back as what was there, and ours, and nothing else.
function misread(
  path: string,
  after: string,
  before: RegistriesYaml,
  desired: Desired,
  settings: readonly HostSetting[],
): Refusal | null {
  const lists = upstreamsOf(desired.mirrors).map((upstream): YamlValue => {
    const ours = endpointsFor(desired, upstream, before)
    const theirs = (mirrorEntry(before, upstream)?.endpoints ?? []).filter(keeping(desired, upstream))
    return [...ours, ...theirs.filter((one) => !ours.some((url) => sameEndpoint(one, url)))]
  })
  const withLists = upstreamsOf(desired.mirrors).reduce(
    (value, upstream, at) => withValue(value, ['mirrors', upstream, 'endpoint'], lists[at]!),
    valueOf(before.root),
  )
  const expected = settings.reduce(
    (value, { host, key, value: set }) => withValue(value, ['configs', host, 'tls', key], String(set)),
    withLists,
  )
  const check = parseRegistriesYaml(path, after)
  if (check.ok && spelled(valueOf(check.value.root)) === spelled(expected)) return null
  const place = { path, line: 1, column: 1, why: 'it has a form beside which an edit is not safe' }
  return { ...place, notice: notice('rancher-form', place) }
}

function withValue(value: YamlValue, [key, ...rest]: readonly string[], set: YamlValue): YamlValue {
  if (key === undefined) return set
  const inner = asMap(value)
  return { ...inner, [key]: withValue(inner[key] ?? null, rest, set) }
}

// In one order of keys, and endpoints as they are meant: ours may stand there already in another spelling.
function spelled(value: YamlValue): string {
  return JSON.stringify(value, (_, part: YamlValue) => {
    if (typeof part === 'string') return part.replace(/^(https?:\/\/[^/]+)\/(?:v2\/?)?$/, '$1')
    const map = asMap(part)
    return part === map ? Object.fromEntries(Object.entries(map).toSorted(([a], [b]) => (a < b ? -1 : 1))) : part
  })
}

function asMap(value: YamlValue): { readonly [key: string]: YamlValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as { readonly [key: string]: YamlValue })
    : {}
}

function theirFate(path: string, before: RegistriesYaml, { mirrors, keepTheirs, strict }: Desired): readonly Notice[] {
  return upstreamsOf(mirrors).flatMap((upstream) => {
    const [own, star] = [mirrorEntry(before, upstream), mirrorEntry(before, '*')]
    const ours = ourEndpoints(mirrors, upstream)
    const theirs = ((own ?? star)?.endpoints ?? []).filter((one) => !ours.some((url) => sameEndpoint(one, url)))
    if (theirs.length === 0) return []
    const kept = keepTheirs && (own !== null || star?.rewrites !== true)
    const code = own ? (kept ? 'rancher-keeps' : 'rancher-drops') : kept ? 'rancher-star-kept' : 'rancher-star-left'
    const told = kept ? theirs.filter(keeping({ keepTheirs, strict }, upstream)) : theirs
    return [
      ...(told.length > 0 ? [notice(code, { path, upstream, endpoints: told.map(redactUrl).join(', ') })] : []),
      ...(told.length < theirs.length ? [notice('strict-left-out', { path, upstream })] : []),
    ]
  })
}

// What is said to be closed is what the file that is to be written closes.
function closing({ id, strict }: RancherFacts, mirrors: readonly Mirror[], after: RegistriesYaml): readonly Notice[] {
  if (!strict) return []
  const isOpen = (upstream: Upstream): boolean =>
    mirrorEntry(after, upstream)?.endpoints.some((endpoint) => isUpstreamItself(endpoint, upstream)) === true
  return upstreamsOf(mirrors)
    .filter((upstream) => !isOpen(upstream))
    .map((upstream) => notice('rancher-strict', { engine: id, upstream, path: strict }))
}
