import { atLeast, type PodmanFacts } from '../../engine.ts'
import { byteOrder, stateOf, type Files, type Input } from '../../files.ts'
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

/** The files that podman loads, in order; where two hold a table for one prefix, the last one's counts. */
export function loadOrder(files: Files, facts: PodmanFacts, places: Places): readonly string[] {
  const present = mainFiles(facts, places).filter((path) => stateOf(files, path).kind !== 'absent')
  const main = present.slice(0, 1)
  return [...main, ...(isPodman6(facts) ? pooled(files, facts, places) : inTurn(files, facts, places, main[0]))]
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
  const who = facts.scope === 'system' ? 'rootful' : 'rootless'
  return [
    '/usr/share/containers/registries.conf.d',
    `/usr/share/containers/registries.${who}.conf.d`,
    '/etc/containers/registries.conf.d',
    `/etc/containers/registries.${who}.conf.d`,
    own,
  ]
}

// Rootful podman reads root's own directory as a user's podman reads the user's.
function reader(facts: PodmanFacts, places: Places): Places {
  if (facts.scope === 'user') return places
  return { home: '/root', configHome: '/root/.config', stateHome: '/root/.local/state' }
}

// Up to 5.x: the directories one after the other; a user's main file silences those of /etc.
function inTurn(files: Files, facts: PodmanFacts, places: Places, main: string | undefined): readonly string[] {
  const [system, own] = directories(facts, places) as [string, string]
  const userOnly = main !== undefined && main !== '/etc/containers/registries.conf'
  return [...(userOnly ? [] : entries(files, system)), ...entries(files, own)]
}

// From 6.0: all directories in one pool, sorted by name; one file a name, the later directory's.
function pooled(files: Files, facts: PodmanFacts, places: Places): readonly string[] {
  const byName = new Map<string, string>()
  for (const directory of directories(facts, places)) {
    for (const path of entries(files, directory)) byName.set(path.slice(directory.length + 1), path)
  }
  return [...byName].sort(([a], [b]) => byteOrder(a, b)).map(([, path]) => path)
}

function entries(files: Files, directory: string): readonly string[] {
  return (files.directories.get(directory) ?? []).map((name) => `${directory}/${name}`)
}
