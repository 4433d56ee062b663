import type { EngineFacts } from '../facts.ts'
import type { Files } from '../files.ts'
import { readsHostsToml } from '../engines/docker/rules.ts'
import { dockerDirectories, hostsDirectory, targetPath, type Places } from '../targets.ts'
import { dockerByHand } from './by-hand-docker.ts'
import { hostsByHand } from './by-hand-hosts.ts'
import { buildkitByHand, rancherByHand } from './by-hand-lists.ts'
import { podmanByHand } from './by-hand-podman.ts'
import { withoutLogins, type Spelled } from './spelled.ts'

/** Every mirror that the files of an engine name; what is to be shown of it names no login. */
export function readByHand(files: Files, facts: EngineFacts, places: Places): readonly Spelled[] {
  return namedBy(files, facts, places).map(withoutLogins)
}

function namedBy(files: Files, facts: EngineFacts, places: Places): readonly Spelled[] {
  switch (facts.id) {
    case 'podman':
      return podmanByHand(files, facts, places)
    case 'docker':
      return dockerByHand(files, facts, places)
    case 'containerd':
    case 'microk8s':
    case 'nerdctl':
      return hostsByHand(files, hostsDirectory(facts.id, places))
    case 'k3s':
    case 'rke2':
      return rancherByHand(files, targetPath({ kind: 'registries-yaml', scope: 'system', engine: facts.id }, places))
    case 'buildkit':
      return buildkitByHand(files, targetPath({ kind: 'buildkitd-toml', scope: facts.scope }, places))
    case 'gitlab-runner':
      return []
    case 'buildx':
      return buildkitByHand(files, targetPath({ kind: 'buildx-default-toml', scope: 'user' }, places))
  }
}

/** The directory whose every hosts.toml an engine reads; null where it reads none. */
export function hostsFolder(facts: EngineFacts, places: Places): string | null {
  switch (facts.id) {
    case 'docker':
      return readsHostsToml(facts) ? dockerDirectories(facts.layout ?? 'default', places).certificates : null
    case 'containerd':
    case 'microk8s':
    case 'nerdctl':
      return hostsDirectory(facts.id, places)
    case 'podman':
    case 'k3s':
    case 'rke2':
    case 'buildkit':
    case 'buildx':
    case 'gitlab-runner':
      return null
  }
}
