import type { EngineKey } from '../../shared/engine.ts'
import { notice } from '../../shared/notice.ts'
import type { FakeCore } from './fake-core.ts'
import { docker, hostsEngine } from './fake-engines.ts'

const system = (id: EngineKey['id'], instance?: string): EngineKey => ({
  id,
  scope: 'system',
  ...(instance !== undefined && { instance }),
})

export const worker = system('containerd', 'kind.kind-worker')
export const rootless: EngineKey = { id: 'docker', scope: 'user' }
export const k3s = system('k3s')

/** A machine with everything: nine engines here, five in machines inside it, five of them left alone. */
export function crowd(core: FakeCore): void {
  const found = [notice('found-program', { path: '/usr/local/bin/k3s' }), notice('found-process', { pid: 812 })]
  const aside = notice('engine-hangs', { engine: 'BuildKit', seconds: 2 })
  core.install(
    { ...docker, ...rootless, path: '/home/mei/.config/docker/daemon.json' },
    hostsEngine(system('containerd'), { aside }),
    hostsEngine({ id: 'nerdctl', scope: 'user' }),
    hostsEngine(system('microk8s'), { version: '1.32.3' }),
    hostsEngine(k3s, { version: '1.34.1+k3s1', found }),
    hostsEngine(system('rke2'), { version: '1.34.1+rke2r1', aside }),
    hostsEngine(system('buildkit'), { version: '0.24.0', aside }),
    hostsEngine({ id: 'buildx', scope: 'user' }, { version: '0.28.0' }),
    hostsEngine(system('containerd', 'kind.kind-control-plane')),
    hostsEngine(worker),
    hostsEngine(system('docker', 'lima.default'), { version: '28.5.2' }),
    hostsEngine(system('podman', 'machine.podman-machine-default'), { version: '5.8.6', aside }),
    hostsEngine(system('k3s', 'rancher.0'), { version: '1.33.5+k3s1', aside }),
  )
}
