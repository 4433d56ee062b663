import { parseRegistriesConf, type RegistryTable } from '../codecs/registries-conf.ts'
import type { Desired, Effective, Engine, Support } from '../engine.ts'
import type { PodmanFacts } from '../facts.ts'
import { byteOrder, stateOf, type Files, type Input } from '../files.ts'
import { notice, type Notice } from '../notice.ts'
import { refuse, textOf, withoutOurs, type Change, type Plan, type Refusal } from '../plan.ts'
import { upstreamsOf, type Mirror } from '../registry.ts'
import { podmanDropInName, targetKey, targetPath, type Places, type Target } from '../targets.ts'
import { planCertificates } from './certificates.ts'
import { blockOf, closedIn, tablesIn, type Block } from './podman/blocks.ts'
import { formatDropIn, keptMirrors, podmanLocation, tableFor, withoutOurTables } from './podman/drop-in.ts'
import { hindrances, ignoredAt } from './podman/hindrances.ts'
import { isMarked, isStale, othersWhoRead, planReloads } from './podman/readers.ts'
import { isPodman6, podmanInputs } from './podman/load-order.ts'
import { readTables, type FoundTable, type Tables } from './podman/tables.ts'
import { asRemembered, rememberedOf } from './remembered.ts'

/** podman, buildah and skopeo: one drop-in, read anew by every command. */
export const podman: Engine<PodmanFacts> = {
  id: 'podman',
  scopes: ['user', 'system'],
  supports,
  inputs,
  targets,
  plan,
  effective,
  spell: podmanLocation,
}

function supports(mirror: Mirror): Support {
  return podmanLocation(mirror) === null ? { ok: false, notice: notice('podman-ipv6') } : { ok: true, note: null }
}

function dropIn(facts: PodmanFacts): Target {
  return { kind: 'podman-drop-in', scope: facts.scope, xdg: isPodman6(facts) }
}

function targets(facts: PodmanFacts, desired: Desired): readonly Target[] {
  return [dropIn(facts), ...authorities(facts, desired).map(({ target }) => target)]
}

function inputs(facts: PodmanFacts, places: Places): readonly Input[] {
  return podmanInputs(facts, places)
}

function authorities(facts: PodmanFacts, desired: Desired): readonly { target: Target; pem: string }[] {
  return desired.mirrors.flatMap((mirror) => {
    const location = podmanLocation(mirror)
    if (mirror.ca === null || location === null) return []
    const host = location.split('/')[0]!
    return [{ target: { kind: 'podman-ca', scope: facts.scope, xdg: isPodman6(facts), host }, pem: mirror.ca.pem }]
  })
}

function plan(files: Files, desired: Desired, facts: PodmanFacts, places: Places): Plan {
  const target = asRemembered(files, dropIn(facts), places)
  const path = targetPath(target, places)
  const tables = readTables(withName(files, path), facts, places, path)
  const upstreams = upstreamsOf(desired.mirrors.filter((mirror) => supports(mirror).ok))
  const found = upstreams.map((upstream) => ({ upstream, theirs: tables.byPrefix.get(upstream) }))
  const ours = found.map(({ upstream, theirs }) => tableFor(upstream, desired, theirs?.table))
  // After an upgrade from 5 to 6 ours may stand where only the older one looked.
  const elsewhere = rememberedOf(files, target.kind, target.scope).filter((one) => targetPath(one, places) !== path)
  const dropIns = [planDropIn(files, target, path, ours)].concat(
    elsewhere.map((one) => planDropIn(files, one, targetPath(one, places), [])),
  )
  const changes = dropIns.flatMap((one) => one.changes)
  const certificates = planCertificates(files, authorities(facts, desired), 'podman-ca', facts.scope, places)
  const ignored = ignoredAt(path, files, facts)
  const unread = [...hindrances(files, facts, places), ...(ignored ? [ignored] : [])]
  const refused = [
    ...(upstreams.length === 0 ? [] : [...unread, ...tables.refused]),
    ...(unread.length > 0
      ? []
      : found.flatMap((one) =>
          objections(one, desired, tables, blockOf(one.upstream, tables, files, facts, places), path),
        )),
    ...dropIns.flatMap((one) => one.refused),
    ...certificates.refused,
  ]
  const go = refused.length === 0
  return {
    engine: { id: facts.id, scope: facts.scope },
    changes: go ? [...certificates.added, ...changes, ...certificates.removed] : [],
    reloads: go ? planReloads(facts, changes.length > 0, isStale(files, target, path, facts)) : [],
    refused,
    notes: [
      ...(desired.strict && upstreams.length > 0 ? [notice('strict-podman', { upstreams: upstreams.join(', ') })] : []),
      ...found.flatMap(({ upstream, theirs }) => told(upstream, theirs, tables, desired)),
      ...(go && changes.length > 0 ? othersWhoRead(facts) : []),
    ],
  }
}

// As if our drop-in were there already: what sorts after it would outrank it.
function withName(files: Files, path: string): Files {
  const slash = path.lastIndexOf('/')
  const [directory, name] = [path.slice(0, slash), path.slice(slash + 1)]
  const names = new Set([...(files.directories.get(directory) ?? []), name])
  return { ...files, directories: new Map([...files.directories, [directory, [...names].sort(byteOrder)]]) }
}

function objections(
  { upstream, theirs }: { readonly upstream: string; readonly theirs: FoundTable | undefined },
  { strict }: Desired,
  tables: Tables,
  block: Block | null,
  path: string,
): readonly Refusal[] {
  if (!tables.order.includes(path)) return [refuse(notice('podman-silenced', { main: tables.order[0] ?? '' }), path)]
  if (block && !(strict && block.isOurs)) return [refuse(block.notice, block.path)]
  if (!theirs) return []
  if (tables.order.indexOf(theirs.path) < tables.order.indexOf(path)) return []
  return [refuse(notice('podman-outranked', { upstream, path: theirs.path, name: podmanDropInName }), theirs.path)]
}

function planDropIn(
  files: Files,
  target: Target,
  path: string,
  ours: Parameters<typeof formatDropIn>[0],
): { readonly changes: readonly Change[]; readonly refused: readonly Refusal[] } {
  const state = stateOf(files, path)
  const current = textOf(state)
  if (!current) return { changes: [], refused: state.kind === 'refused' ? [refuse(state.notice, path)] : [] }
  const original = files.originals.get(targetKey(target))
  const marked = isMarked(state)
  const concerned = ours.length > 0 || marked || original !== undefined
  const parsed = parseRegistriesConf(path, current.text ?? '')
  if (!parsed.ok) return { changes: [], refused: concerned ? [parsed.refusal] : [] }
  const owned = marked && files.owned.length > 0 ? files.owned.map(({ upstream }) => upstream) : null
  const base = withoutOurs(current, original, (text, entries) => withoutOurTables(text, entries ?? owned))
  const foreign = base !== null && !original && !marked
  if (foreign)
    return { changes: [], refused: ours.length === 0 ? [] : [refuse(notice('file-foreign', { path }), path)] }
  const after = ours.length === 0 ? base : formatDropIn(ours, base)
  if (after === current.text) return { changes: [], refused: [] }
  const entries = ours.map(({ prefix }) => prefix)
  const { digest: before, text: beforeText } = current
  return { changes: [{ target, path, before, beforeText, base, after, via: null, entries }], refused: [] }
}

function told(upstream: string, theirs: FoundTable | undefined, tables: Tables, desired: Desired): readonly Notice[] {
  const longer = [...tables.byPrefix.values()].filter(({ table }) => table.prefix.startsWith(`${upstream}/`))
  const bypasses = longer.map(({ path, table }) => notice('podman-longer', { path, prefix: table.prefix }))
  if (!theirs) return bypasses
  const usable = keptMirrors(upstream, { keepTheirs: true, strict: false }, theirs.table)
  const named = desired.keepTheirs ? keptMirrors(upstream, desired, theirs.table) : usable
  const place = { upstream, path: theirs.path }
  const mirrors = named.map(({ location }) => location).join(', ')
  const fate = desired.keepTheirs ? 'podman-keeps' : 'podman-drops'
  const fates = named.length === 0 ? [] : [notice(fate, { ...place, mirrors })]
  const out = named.length < usable.length ? [notice('strict-left-out', place)] : []
  return [notice('podman-replaces', place), ...fates, ...out, ...bypasses]
}

function effective(files: Files, facts: PodmanFacts, places: Places): Effective {
  const path = targetPath(dropIn(facts), places)
  const { byPrefix, refused } = readTables(files, facts, places, null)
  const [unread] = hindrances(files, facts, places)
  if (unread) return { endpoints: [], problem: unread.notice }
  if (refused[0]) return { endpoints: [], problem: broken(refused[0]) }
  const endpoints = [...byPrefix.values()].flatMap(({ table }) =>
    table.mirrors.map(({ location }) => ({ upstream: table.prefix, endpoint: location })),
  )
  const closed = closedIn({ byPrefix })
  const state = stateOf(files, path)
  const ours = isMarked(state) ? tablesIn(path, state.text) : []
  if (ours.length === 0) return { endpoints, closed, problem: null }
  const ignored = ignoredAt(path, files, facts)
  return {
    endpoints,
    closed,
    problem: ignored?.notice ?? lifted(ours, readTables(files, facts, places, path), files, facts, places),
  }
}

function broken({ path, line, column, notice: said }: Refusal): Notice {
  const values = { path: path ?? '', line: line ?? 1, column: column ?? 1, why: said.values.why ?? said.message }
  return notice('podman-config-broken', values)
}

// Someone set a block after we were on. Our table may still outrank theirs; it must not go on in silence.
function lifted(
  ours: readonly RegistryTable[],
  tables: Tables,
  files: Files,
  facts: PodmanFacts,
  places: Places,
): Notice | null {
  for (const { prefix, blocked } of ours) {
    const block = blockOf(prefix, tables, files, facts, places)
    if (block && !(blocked && block.isOurs)) return block.notice
  }
  return null
}
