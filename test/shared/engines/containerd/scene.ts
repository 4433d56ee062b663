import type { Scope } from '../../../../shared/engine.ts'
import { parseVersion } from '../../../../shared/engine.ts'
import { containerdFamily } from '../../../../shared/engines/containerd.ts'
import type { ContainerdFacts, ContainerdId } from '../../../../shared/facts.ts'

/** One of the family as it would be found. */
export function facts(id: ContainerdId, version: string, more: Partial<ContainerdFacts> = {}): ContainerdFacts {
  return { id, scope: scopeOf(id), version: parseVersion(version), running: null, ...more }
}

/** Its pure half. */
export function family(id: ContainerdId): ReturnType<typeof containerdFamily> {
  return containerdFamily(id, scopeOf(id))
}

function scopeOf(id: ContainerdId): Scope {
  return id === 'nerdctl' ? 'user' : 'system'
}

/** Where it looks for the file of an upstream. */
export const directoryOf: Readonly<Record<ContainerdId, string>> = {
  containerd: '/etc/containerd/certs.d',
  microk8s: '/var/snap/microk8s/current/args/certs.d',
  nerdctl: '/home/a/cfg/containerd/certs.d',
}

/** containerd's own configuration. */
export const configFile = '/etc/containerd/config.toml'

/** A configuration that leads the CRI plugin to our directory. */
export const reading = `version = 2\n[plugins."io.containerd.grpc.v1.cri".registry]\nconfig_path = "${directoryOf.containerd}"\n`
