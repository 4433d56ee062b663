/** Networks within this machine: containers and virtual machines make and end them all the time. */
const inner = /^(?:lo|docker|br-|veth|podman|cni|flannel|cali|lxc|lxd|virbr|vnet|tap|kube)/

/** Whether an interface leads out of this machine, by what programs call the others. */
export function isOuter(name: string): boolean {
  return !inner.test(name)
}

/**
 * What a line of `ip -o monitor address route` tells: `gone` for an address or a default route that was taken away,
 * `maybe` for one that came or was refreshed, as routers do every few minutes; null for all else.
 */
export function networkNews(line: string): 'gone' | 'maybe' | null {
  const text = line.replace(/^\[\w+\]\s*/, '')
  const isGone = text.startsWith('Deleted ')
  const said = isGone ? text.slice('Deleted '.length) : text
  const [, owner, address] = /^\d+:\s+([^\s:@]+)\S*\s+(inet6?\s\S+)/.exec(said) ?? []
  const route = /^default\b.*\bdev\s+(\S+)/.exec(said)?.[1]
  const name = owner ?? route
  if (name === undefined || !isOuter(name)) return null
  if (address !== undefined && /^inet6\sfe80/i.test(address)) return null
  return isGone ? 'gone' : 'maybe'
}
