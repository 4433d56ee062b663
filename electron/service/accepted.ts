import type { EngineStatus, Status } from '../../shared/contract.ts'
import { sameKey } from '../../shared/engine.ts'
import { dockerDirectories, hostsDirectory } from '../../shared/targets.ts'
import { containerdVerdicts } from '../../shared/verdicts/containerd.ts'
import { dockerVerdicts } from '../../shared/verdicts/docker.ts'
import { podmanVerdicts } from '../../shared/verdicts/podman.ts'
import type { Accepted } from '../../shared/verdicts/verdict.ts'
import { rawTree } from '../system/raw-tree.ts'
import type { Survey } from '../switching/survey.ts'

/** A status with what each engine that was measured makes of the files as they are, whichever one runs here. */
export function withAccepted(status: Status, surveys: readonly Survey[]): Status {
  const judge = (engine: EngineStatus): EngineStatus => {
    const found = surveys.find(({ key }) => sameKey(key, engine))
    return found ? { ...engine, accepted: verdictsOn(found) } : engine
  }
  return { ...status, engines: status.engines.map(judge) }
}

function verdictsOn({ facts, place }: Survey): readonly Accepted[] {
  // Files of a machine inside this one cannot be read byte for byte from here.
  if (place.inside) return []
  const { root, places, uid } = place.system.disk
  const tree = rawTree(root)
  switch (facts.id) {
    case 'podman':
      return podmanVerdicts(tree, facts.scope, places, uid)
    case 'docker':
      return dockerVerdicts(tree, dockerDirectories(facts.layout ?? 'default', places).config)
    case 'containerd':
    case 'microk8s':
    case 'nerdctl':
      return containerdVerdicts(tree, hostsDirectory(facts.id, places))
    case 'k3s':
    case 'rke2':
    case 'buildkit':
    case 'buildx':
    case 'gitlab-runner':
      return []
  }
}
