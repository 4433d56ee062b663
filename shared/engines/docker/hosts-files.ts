import type { Desired } from '../../engine.ts'
import type { DockerFacts } from '../../facts.ts'
import type { Files } from '../../files.ts'
import type { Mirror, Upstream } from '../../registry.ts'
import type { Places, Target } from '../../targets.ts'
import { planHosts, usedUpstreams, type HostsReader } from '../hosts-files.ts'
import type { FilePlan } from '../shared-file.ts'
import { readsHostsToml, supports } from './rules.ts'
import { hostAuthority, seatOf } from './seat.ts'

/** How a Docker Engine reads hosts.toml: from 28.0 on, in its own certs.d. */
export function hostsReader(facts: DockerFacts): HostsReader {
  return {
    uses: (mirror) => readsHostsToml(facts) && supports(mirror, facts).ok,
    file: (upstream) => ({ kind: 'docker-hosts-toml', ...seatOf(facts), upstream }),
    upstreamOf: (target) => (target.kind === 'docker-hosts-toml' ? target.upstream : null),
    authority: (sha256, mirror) => authorityTarget(sha256, mirror, facts),
  }
}

/** The upstreams whose hosts.toml this engine can use. */
export function mirroredUpstreams(mirrors: readonly Mirror[], facts: DockerFacts): readonly Upstream[] {
  return usedUpstreams(mirrors, hostsReader(facts))
}

/** Plans `certs.d/<upstream>/hosts.toml` for every upstream that is mirrored, and clears those that no longer are. */
export function planHostsFiles(files: Files, desired: Desired, facts: DockerFacts, places: Places): FilePlan {
  return planHosts(files, desired, hostsReader(facts), places)
}

// A snap may read nothing outside its own directories.
function authorityTarget(sha256: string, mirror: Mirror, facts: DockerFacts): Target {
  return facts.layout === 'snap' ? hostAuthority(mirror, facts) : { kind: 'pullcord-ca', scope: facts.scope, sha256 }
}
