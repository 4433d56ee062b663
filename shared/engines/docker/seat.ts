import type { Scope } from '../../engine.ts'
import { scopeOfLayout, type DockerFacts, type DockerLayout } from '../../facts.ts'
import type { Files } from '../../files.ts'
import { endpointOf, hostAndPort, type Mirror } from '../../registry.ts'
import { ownerOf, type Target } from '../../targets.ts'

/** What every target of one Docker Engine begins with. */
export interface Seat {
  readonly scope: Scope
  /** Absent for the usual one: so it was remembered before there were others. */
  readonly layout?: DockerLayout
}

/** Whose files, and of which of the Docker Engines that one scope may hold. */
export function seatOf({ scope, layout = 'default' }: Pick<DockerFacts, 'scope' | 'layout'>): Seat {
  return layout === 'default' ? { scope } : { scope, layout }
}

/** Where this engine keeps its daemon.json. */
export function listTarget(facts: DockerFacts): Target {
  return { kind: 'docker-daemon-json', ...seatOf(facts) }
}

/** A mirror's own directory in certs.d. */
export function hostAuthority(mirror: Mirror, facts: DockerFacts): Target {
  const { host, port } = endpointOf(mirror)
  return { kind: 'docker-ca', ...seatOf(facts), host: hostAndPort(host, port) }
}

/** The files without what is remembered of other engines, and of Docker Engines of another layout. */
export function filesOfLayout(files: Files, { layout = 'default' }: Pick<DockerFacts, 'layout'>): Files {
  return { ...files, remembered: files.remembered.filter((target) => layoutsOf(target).includes(layout)) }
}

/** Layouts that a Docker Engine of this scope had once, and left files of ours in. */
export function formerLayouts(files: Files, { scope, layout = 'default' }: DockerFacts): readonly DockerLayout[] {
  const found = files.remembered.flatMap(layoutsOf)
  return [...new Set(found)].filter((one) => one !== layout && scopeOfLayout(one) === scope)
}

// The authorities that lie in Pullcord's own directory serve whichever engine the scope has.
function layoutsOf(target: Target): readonly DockerLayout[] {
  if (ownerOf(target) !== 'docker' || target.kind === 'pullcord-ca') return []
  return [('layout' in target ? target.layout : undefined) ?? 'default']
}
