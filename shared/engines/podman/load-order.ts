import { atLeast } from '../../engine.ts'
import type { PodmanFacts } from '../../facts.ts'
import { byteOrder, stateOf, type Files, type FileState, type Input } from '../../files.ts'
import { containersDirectory, type Places } from '../../targets.ts'

/** Whether this podman follows the rules that came with version 6. */
export function isPodman6(facts: PodmanFacts): boolean {
  return atLeast(facts.version, 6)
}

/** What podman reads for this scope: main files and directories of drop-ins [measured 4.3, 5.4, 5.8, 6.1]. */
export function podmanInputs(facts: PodmanFacts, places: Places): readonly Input[] {
  return [
    ...mainFiles(facts, places).map((path) => ({ kind: 'file', path }) as const),
    ...directories(facts, places).map((path) => ({ kind: 'directory', path, ending: '.conf' }) as const),
  ]
}

/** Up to 5.8 a directory of drop-ins that is itself a symbolic link is passed over in silence [measured]. */
export function isIgnored(directory: string, files: Files, facts: PodmanFacts): boolean {
  return !isPodman6(facts) && files.links.has(directory)
}

/** The directories whose drop-ins podman loads; a user's main file silences those of /etc up to 5.8. */
export function loadedDirectories(files: Files, facts: PodmanFacts, places: Places): readonly string[] {
  const all = directories(facts, places).filter((path) => !isIgnored(path, files, facts))
  const main = mainFile(files, facts, places)
  const userOnly = !isPodman6(facts) && main !== undefined && main !== '/etc/containers/registries.conf'
  return userOnly ? all.filter((path) => !path.startsWith('/etc/')) : all
}

/** The files that podman loads, in order; where two hold a table for one prefix, the last one's counts. */
export function loadOrder(files: Files, facts: PodmanFacts, places: Places): readonly string[] {
  const main = mainFile(files, facts, places)
  const dropIns = loadedDirectories(files, facts, places).map((directory) => entries(files, directory))
  return [...(main === undefined ? [] : [main]), ...(isPodman6(facts) ? pooled(dropIns) : dropIns.flat())]
}

function mainFile(files: Files, facts: PodmanFacts, places: Places): string | undefined {
  return mainFiles(facts, places).find((path) => seen(path, files, facts).kind !== 'absent')
}

/** A file as far as we may look: one of root's that is closed to us, who are not root, is as if it were not there. */
export function seen(path: string, files: Files, { scope }: PodmanFacts): FileState {
  const state = stateOf(files, path)
  const isClosed = state.kind === 'refused' && state.notice.code === 'file-forbidden'
  return isClosed && scope === 'system' ? { kind: 'absent' } : state
}

// The user's main file hides the system's; for podman 6 the distribution's comes last.
function mainFiles(facts: PodmanFacts, places: Places): readonly string[] {
  const own = `${containersDirectory('user', isPodman6(facts), reader(facts, places))}/registries.conf`
  const shared = isPodman6(facts) ? ['/usr/share/containers/registries.conf'] : []
  return [own, '/etc/containers/registries.conf', ...shared]
}

function directories(facts: PodmanFacts, places: Places): readonly string[] {
  const own = `${containersDirectory('user', isPodman6(facts), reader(facts, places))}/registries.conf.d`
  if (!isPodman6(facts)) return ['/etc/containers/registries.conf.d', own]
  const shared = ['/usr/share/containers', '/etc/containers'].flatMap((directory) => {
    const ofScope = `${directory}/registries.${facts.scope === 'system' ? 'rootful' : 'rootless'}.conf.d`
    const ofUser = facts.scope === 'user' && facts.uid !== undefined ? [`${ofScope}/${facts.uid}`] : []
    return [`${directory}/registries.conf.d`, ofScope, ...ofUser]
  })
  return [...shared, own]
}

// Rootful podman reads root's own directory as a user's podman reads the user's.
function reader(facts: PodmanFacts, places: Places): Places {
  if (facts.scope === 'user') return places
  return { home: '/root', configHome: '/root/.config', stateHome: '/root/.local/state' }
}

// From 6.0: all directories in one pool, sorted by name; one file a name, the later directory's.
function pooled(dropIns: readonly (readonly string[])[]): readonly string[] {
  const byName = new Map(dropIns.flat().map((path) => [path.slice(path.lastIndexOf('/') + 1), path]))
  return [...byName].sort(([a], [b]) => byteOrder(a, b)).map(([, path]) => path)
}

function entries(files: Files, directory: string): readonly string[] {
  return (files.directories.get(directory) ?? []).map((name) => `${directory}/${name}`)
}
