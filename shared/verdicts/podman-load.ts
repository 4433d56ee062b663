import { byteOrder } from '../files.ts'
import type { Scope } from '../engine.ts'
import type { Places } from '../targets.ts'
import { decodeConf, type ConfRegistry, type Outcome } from './podman-conf.ts'
import type { PodmanRules } from './podman-rules.ts'
import { senseOf } from './podman-sense.ts'
import { decodeUtf8 } from './podman-utf8.ts'
import type { RawTree } from './verdict.ts'

/** What a podman has read: its tables, one a prefix, in the order in which it looks through them. */
export type Loaded =
  | { readonly kind: 'tables'; readonly tables: readonly ConfRegistry[] }
  | { readonly kind: 'error'; readonly why: string }
  /** A file that podman opens and waits on; no command that needs it ends. */
  | { readonly kind: 'hangs'; readonly path: string }
  /** A file that is larger than we read. */
  | { readonly kind: 'unread'; readonly path: string }

const etc = '/etc/containers'

/** Loads the files of a scope as one podman does. */
export function loadAll(tree: RawTree, scope: Scope, places: Places, uid: number, rules: PodmanRules): Loaded {
  const home = scope === 'system' ? '/root' : places.home
  const configHome = scope === 'system' ? '/root/.config' : places.configHome
  const own = `${rules.pooled ? configHome : `${home}/.config`}/containers`
  const main = mainFile(tree, [own, etc, ...(rules.pooled ? ['/usr/share/containers'] : [])], rules)
  const odd = rules.pooled ? directoriesOf(scope, uid, own).flatMap((path) => directoryFault(tree, path)) : []
  if (odd[0] !== undefined) return { kind: 'error', why: odd[0] }
  const dropIns = rules.pooled
    ? pooled(tree, directoriesOf(scope, uid, own))
    : [...(main?.startsWith(own) ? [] : [etc]), own].flatMap((directory) =>
        entries(tree, `${directory}/registries.conf.d`, rules),
      )
  let tables: readonly ConfRegistry[] = []
  const files = [...(main === null ? [] : [{ path: main, place: 'main' as const }]), ...dropIns.map(dropIn)]
  for (const { path, place } of files) {
    const read = loadOne(tree, path, place, rules)
    if (read === 'absent') continue
    if ('kind' in read) return read
    const loading = `loading ${place === 'main' || rules.pooled ? '' : 'drop-in '}registries configuration "${path}"`
    if (!read.ok) return { kind: 'error', why: `${loading}: ${read.why}` }
    tables = place === 'main' ? read.value : merged(tables, read.value)
  }
  return { kind: 'tables', tables }
}

const dropIn = (path: string) => ({ path, place: 'drop-in' as const })

// A file's table replaces the one before it; whenever there is a drop-in, all are sorted by prefix.
function merged(tables: readonly ConfRegistry[], later: readonly ConfRegistry[]): readonly ConfRegistry[] {
  const byPrefix = new Map([...tables, ...later].map((table) => [table.prefix, table]))
  return [...byPrefix.values()].sort((a, b) => byteOrder(a.prefix, b.prefix))
}

function mainFile(tree: RawTree, directories: readonly string[], rules: PodmanRules): string | null {
  const paths = directories.map((directory) => `${directory}/registries.conf`)
  // A circle of links in a home is passed over up to 5.8; in /etc it is an error to all.
  const passed = (path: string): readonly string[] =>
    rules.pooled || path.startsWith(etc) ? ['absent', 'dangling'] : ['absent', 'dangling', 'loop']
  return paths.find((path) => !passed(path).includes(tree.file(path).kind)) ?? null
}

function directoriesOf(scope: Scope, uid: number, own: string): readonly string[] {
  const shared = ['/usr/share/containers', etc].flatMap((directory) => {
    const ofScope = `${directory}/registries.${scope === 'system' ? 'rootful' : 'rootless'}.conf.d`
    return [`${directory}/registries.conf.d`, ofScope, ...(scope === 'user' ? [`${ofScope}/${uid}`] : [])]
  })
  return [...shared, `${own}/registries.conf.d`]
}

// Podman 6 fails on a directory that is none; the others pass it over.
function directoryFault(tree: RawTree, path: string): readonly string[] {
  const { kind } = tree.file(path)
  if (kind === 'loop') return [`open ${path}: too many levels of symbolic links`]
  return ['file', 'special', 'huge'].includes(kind) ? [`open ${path}: not a directory`] : []
}

// One file a name, the later directory's, in the order of the names.
function pooled(tree: RawTree, directories: readonly string[]): readonly string[] {
  const byName = new Map<string, string>()
  for (const directory of directories)
    for (const name of confNames(tree, directory)) byName.set(name, `${directory}/${name}`)
  return [...byName].sort(([a], [b]) => byteOrder(a, b)).map(([, path]) => path)
}

function entries(tree: RawTree, directory: string, rules: PodmanRules): readonly string[] {
  if (!rules.pooled && tree.isLink(directory)) return []
  return confNames(tree, directory).map((name) => `${directory}/${name}`)
}

// A directory is passed over whatever its name; a link to one is not.
function confNames(tree: RawTree, directory: string): readonly string[] {
  return (tree.names(directory) ?? []).filter((name) => {
    const path = `${directory}/${name}`
    return name.endsWith('.conf') && (tree.isLink(path) || tree.file(path).kind !== 'directory')
  })
}

function loadOne(
  tree: RawTree,
  path: string,
  place: 'main' | 'drop-in',
  rules: PodmanRules,
): Outcome<readonly ConfRegistry[]> | Loaded | 'absent' {
  const file = tree.file(path)
  switch (file.kind) {
    case 'absent':
      return 'absent'
    case 'dangling':
      return rules.danglingFails ? { ok: false, why: `open ${path}: no such file or directory`, line: 0 } : 'absent'
    case 'loop':
      return { ok: false, why: `open ${path}: too many levels of symbolic links`, line: 0 }
    case 'directory':
      return { ok: false, why: `read ${path}: is a directory`, line: 0 }
    case 'special':
      return { kind: 'hangs', path }
    case 'huge':
      return { kind: 'unread', path }
    case 'file': {
      const raw = decodeConf(decodeUtf8(file.bytes), rules)
      return raw.ok ? senseOf(raw.value, place, rules) : raw
    }
  }
}
