import type { PodmanFacts } from '../../facts.ts'
import type { Files } from '../../files.ts'
import { notice } from '../../notice.ts'
import { refuse, type Refusal } from '../../plan.ts'
import type { Places } from '../../targets.ts'
import { isIgnored, isPodman6, loadedDirectories } from './load-order.ts'

// [measured 4.3–6.1] In other versions these have no effect, or no longer.
const heeded = {
  upTo5: ['CONTAINERS_REGISTRIES_CONF', 'REGISTRIES_CONFIG_PATH'],
  from6: ['CONTAINERS_REGISTRIES_CONF', 'CONTAINERS_REGISTRIES_CONF_OVERRIDE'],
}

/** Why podman fails on its directories of drop-ins, or reads something else, whatever the files say. */
export function hindrances(files: Files, facts: PodmanFacts, places: Places): readonly Refusal[] {
  const variables = heeded[isPodman6(facts) ? 'from6' : 'upTo5'].filter((name) => facts.environment?.includes(name))
  // In system scope it is only we, not root, who may not look.
  const closed = loadedDirectories(files, facts, places).filter(
    (path) => facts.scope === 'user' && files.directories.get(path) === null,
  )
  return [
    ...variables.map((variable) => refuse(notice('podman-environment', { variable }))),
    ...closed.map((path) => refuse(notice('podman-directory-closed', { path }), path)),
  ]
}

/** Why podman reads no file in this one's directory; null where it does. */
export function ignoredAt(path: string, files: Files, facts: PodmanFacts): Refusal | null {
  const directory = path.slice(0, path.lastIndexOf('/'))
  return isIgnored(directory, files, facts)
    ? refuse(notice('podman-directory-link', { path: directory }), directory)
    : null
}
