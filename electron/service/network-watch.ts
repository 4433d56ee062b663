import { existsSync, readFileSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { isOuter, networkNews } from '../../shared/mirrors/network-news.ts'
import { splitLines } from '../pulls/line-splitter.ts'
import { digestOf } from '../system/digest.ts'
import type { Processes } from '../system/system.ts'
import { watchPaths } from './watch.ts'

/** What daemons write when the network changes: systemd-resolved, NetworkManager, systemd-networkd, resolvconf. */
const places = [
  '/etc/resolv.conf',
  '/run/systemd/resolve/',
  '/run/NetworkManager/',
  '/run/systemd/netif/links/',
  '/run/resolvconf/',
]
/** An address, its routes and its name servers come one after the other. */
const settleMs = 1_000
/** A monitor that has not run for so long is not started again. */
const steadyMs = 60_000
const childMs = 20 * 24 * 3_600_000

/**
 * Calls back after the network of this machine has changed, until `signal` ends it. The kernel tells, by what daemons
 * write and by `ip monitor` where there is one, which sleeps until there is news; nothing polls. What only refreshes
 * an address is no change: the addresses and name servers are compared with those before. An `ip` of ours dies with
 * us, by `setpriv`, also by a SIGKILL; where there is no setpriv it is not started.
 */
export function watchNetwork(processes: Processes, onChange: () => void, signal: AbortSignal): void {
  let known = networkNow()
  let isGone = false
  let timer: NodeJS.Timeout | null = null
  const stir = (): void => {
    timer ??= setTimeout(() => {
      timer = null
      const now = networkNow()
      const isNew = isGone || now !== known
      ;[known, isGone] = [now, false]
      if (isNew) onChange()
    }, settleMs)
    timer.unref()
  }
  const files = watchPaths('', stir)
  files.watch(places.filter((path) => existsSync(path)))
  const onLine = (line: string): void => {
    const news = networkNews(line)
    isGone ||= news === 'gone'
    if (news !== null) stir()
  }
  void monitor(processes, onLine, signal)
  const end = (): void => {
    files.close()
    if (timer) clearTimeout(timer)
  }
  if (signal.aborted) end()
  else signal.addEventListener('abort', end, { once: true })
}

async function monitor(processes: Processes, onLine: (line: string) => void, signal: AbortSignal): Promise<void> {
  const [ip, setpriv] = await Promise.all([processes.find('ip'), processes.find('setpriv')])
  if (ip === null || setpriv === null) return
  const argv = [setpriv, '--pdeathsig', 'TERM', '--', ip, '-o', 'monitor', 'address', 'route']
  for (let began = -steadyMs, now = 0; !signal.aborted && now - began >= steadyMs; now = performance.now()) {
    began = performance.now()
    const onOutput = splitLines(onLine, () => undefined)
    await processes.run(argv, { timeoutMs: childMs, signal, onOutput }).catch(() => undefined)
  }
}

function networkNow(): string {
  const all = Object.entries(networkInterfaces()).filter(([name]) => isOuter(name))
  const addresses = all.flatMap(([name, some = []]) => some.map(({ address }) => `${name} ${address}`))
  return digestOf(JSON.stringify([addresses.toSorted(), nameServers()]))
}

function nameServers(): string {
  try {
    return readFileSync('/etc/resolv.conf', 'utf8')
  } catch {
    return ''
  }
}
