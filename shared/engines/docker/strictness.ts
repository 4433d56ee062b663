import type { Desired } from '../../engine.ts'
import type { DockerFacts } from '../../facts.ts'
import { notice, type Notice } from '../../notice.ts'
import { upstreamsOf } from '../../registry.ts'
import { readsHostsToml, supports } from './rules.ts'

/**
 * Whether all pulls of this engine can be kept from an upstream: those that go by hosts.toml, where the server need
 * not be the upstream. Behind the mirrors of daemon.json dockerd always goes on to the hub [measured 20.10–28.5].
 */
export function isClosable(facts: DockerFacts): boolean {
  return readsHostsToml(facts) && facts.store === 'containerd'
}

/** What strict mode means for this engine, or that it cannot be strict. */
export function strictness({ mirrors, strict }: Desired, facts: DockerFacts): readonly Notice[] {
  const used = strict ? mirrors.filter((mirror) => supports(mirror, facts).ok) : []
  if (used.length === 0) return []
  const upstreams = upstreamsOf(used).join(', ')
  if (isClosable(facts)) return [notice('strict-hosts', { engine: facts.id, upstreams })]
  const version = facts.version?.text ?? ''
  return [notice(readsHostsToml(facts) ? 'strict-docker-classic' : 'strict-docker-list', { version, upstreams })]
}
