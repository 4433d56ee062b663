import type { Engine, EngineId } from '../../shared/engine.ts'
import { buildkit } from '../../shared/engines/buildkit.ts'
import { buildx } from '../../shared/engines/buildx.ts'
import { containerdFamily } from '../../shared/engines/containerd.ts'
import { docker } from '../../shared/engines/docker.ts'
import { gitlabRunner } from '../../shared/engines/gitlab-runner.ts'
import { podman } from '../../shared/engines/podman.ts'
import { rancherFamily } from '../../shared/engines/rancher.ts'
import type { EngineFacts } from '../../shared/facts.ts'
import { buildkitReach } from '../engines/buildkit.ts'
import { buildxReach } from '../engines/buildx.ts'
import { containerdReach } from '../engines/containerd.ts'
import { dockerReach } from '../engines/docker.ts'
import { gitlabRunnerReach } from '../engines/gitlab-runner.ts'
import { podmanReach } from '../engines/podman.ts'
import { rancherReach } from '../engines/rancher.ts'
import type { EngineReach } from '../engines/reach.ts'

/** The two halves of one engine: what it means, and how it is reached. */
export interface EnginePair<F extends EngineFacts = EngineFacts> {
  readonly pure: Engine<F>
  readonly reach: EngineReach<F>
}

/** Every engine that Pullcord knows. The halves of a pair agree on their facts; the table forgets which. */
export const engines: Readonly<Record<EngineId, EnginePair>> = {
  podman: { pure: podman, reach: podmanReach },
  docker: { pure: docker, reach: dockerReach },
  containerd: { pure: containerdFamily('containerd', 'system'), reach: containerdReach('containerd') },
  nerdctl: { pure: containerdFamily('nerdctl', 'user'), reach: containerdReach('nerdctl') },
  microk8s: { pure: containerdFamily('microk8s', 'system'), reach: containerdReach('microk8s') },
  k3s: { pure: rancherFamily('k3s'), reach: rancherReach('k3s') },
  rke2: { pure: rancherFamily('rke2'), reach: rancherReach('rke2') },
  buildkit: { pure: buildkit, reach: buildkitReach },
  buildx: { pure: buildx, reach: buildxReach },
  'gitlab-runner': { pure: gitlabRunner, reach: gitlabRunnerReach },
}
