import type { EngineId, Scope } from '../engine.ts'
import type { DockerLayout } from '../facts.ts'
import { containersDirectory, dockerDirectories, hostsDirectory, type Places } from '../targets.ts'

/** A directory that only stands where an engine was set up. */
export interface Trace {
  readonly scope: Scope
  readonly directory: string
  /** Of Docker Engines, which one it is. */
  readonly layout?: DockerLayout
}

/** By which directories each engine is known where none of its programs can be seen, the likelier first. */
export function tracesOf(id: EngineId, places: Places): readonly Trace[] {
  const { home, configHome } = places
  switch (id) {
    case 'podman':
      return [
        { scope: 'system', directory: containersDirectory('system', false, places) },
        { scope: 'user', directory: containersDirectory('user', false, places) },
      ]
    case 'docker':
      return [
        { scope: 'system', directory: '/etc/docker' },
        { scope: 'system', directory: '/var/snap/docker/current', layout: 'snap' },
        { scope: 'user', directory: `${home}/.docker/desktop`, layout: 'desktop' },
        { scope: 'user', directory: dockerDirectories('rootless', places).config, layout: 'rootless' },
      ]
    case 'containerd':
      // Its configuration alone comes with docker, and says nothing of who pulls by it.
      return [{ scope: 'system', directory: hostsDirectory('containerd', places) }]
    case 'nerdctl':
      return [{ scope: 'user', directory: hostsDirectory('nerdctl', places) }]
    case 'microk8s':
      return [{ scope: 'system', directory: '/var/snap/microk8s/current' }]
    case 'k3s':
    case 'rke2':
      return [{ scope: 'system', directory: `/etc/rancher/${id}` }]
    case 'buildkit':
      return [
        { scope: 'system', directory: '/etc/buildkit' },
        { scope: 'user', directory: `${configHome}/buildkit` },
      ]
    case 'buildx':
      return [{ scope: 'user', directory: `${home}/.docker/buildx` }]
    case 'gitlab-runner':
      return [
        { scope: 'system', directory: '/etc/gitlab-runner' },
        { scope: 'user', directory: `${home}/.gitlab-runner` },
      ]
  }
}
