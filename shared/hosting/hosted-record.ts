import * as v from 'valibot'
import type { Upstream } from '../registry.ts'
import { hostWays } from './contract.ts'
import { takesHours } from './images.ts'

/** Who starts a mirror again: systemd by a quadlet or a unit of ours, docker, or a small process of ours. */
const keepers = ['quadlet', 'unit', 'docker', 'supervisor'] as const

/** A mirror that we run, as it stands in `hosted.json`. What it does now is never stored: its process says that. */
export const hostedShape = v.object({
  id: v.string(),
  upstream: v.string(),
  way: v.picklist(hostWays),
  keeper: v.picklist(keepers),
  url: v.string(),
  port: v.number(),
  share: v.picklist(['no', 'plain', 'tls']),
  /** `published`: only the engine's own network is its, and a port leads there. */
  network: v.picklist(['host', 'published']),
  /** Of a container: user and group as numbers; null for what the image says. */
  runsAs: v.nullable(v.string()),
  image: v.nullable(v.string()),
  /** What is run: an image by digest or id, or the path of a binary. */
  pinned: v.string(),
  digest: v.nullable(v.string()),
  version: v.nullable(v.string()),
  hours: v.nullable(v.number()),
  username: v.nullable(v.string()),
  /** Whether it was told to run. */
  wanted: v.boolean(),
})

export type HostedRecord = v.InferOutput<typeof hostedShape>

/** The name of an upstream's mirror, for files, containers and units; no host name has a `_`, so no two share one. */
export function idOf(upstream: Upstream): string {
  return upstream.replace(':', '_')
}

/** The name of its container and its unit. */
export function unitName(id: string): string {
  return `pullcord-mirror-${id}`
}

/** Where distribution asks for what an upstream has: Docker Hub's registry has a host of its own. */
export function remoteUrl(upstream: Upstream): string {
  return upstream === 'docker.io' ? 'https://registry-1.docker.io' : `https://${upstream}`
}

const usualHours = 7 * 24

/** Hours after which it fetches anew what it has; null for never. */
export function expiresAfter({ version, hours }: Pick<HostedRecord, 'version' | 'hours'>): number | null {
  if (!takesHours(version)) return usualHours
  return hours === 0 ? null : (hours ?? usualHours)
}
