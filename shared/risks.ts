import { notice, type Notice } from './notice.ts'
import { endpointOf, isLoopback, type Mirror } from './registry.ts'

// Below it only root may listen, unless the machine was told otherwise.
const firstOpenPort = 1024

/**
 * What it risks to send root's pulls through these mirrors. Who takes a mirror's place chooses what runs as root, so
 * a person has to accept each of these by name.
 */
export function risksOf(mirrors: readonly Mirror[]): readonly Notice[] {
  return mirrors.flatMap((mirror) => {
    const { scheme, host, port } = endpointOf(mirror)
    const values = { url: mirror.url }
    const open = isLoopback(host) && (port ?? 0) >= firstOpenPort
    return [
      ...(open ? [notice('risk-loopback', values)] : []),
      ...(scheme === 'http' && !isLoopback(host) ? [notice('risk-plain-http', values)] : []),
      ...(mirror.insecure && !isLoopback(host) ? [notice('risk-unverified', values)] : []),
    ]
  })
}
