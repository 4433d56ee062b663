import { basename } from 'node:path'
import { unitName, type HostedRecord } from '../../shared/hosting/hosted-record.ts'
import { parseTries, supervisorText } from '../../shared/hosting/supervisor.ts'
import { startDetached } from '../system/detached.ts'
import type { Process, System } from '../system/system.ts'
import type { Keeper, Kept } from './keeper.ts'
import { hostedPlaces } from './places.ts'
import { makeContainer, podmanHere, removeContainer, runningContainer } from './podman-container.ts'

/**
 * Where no systemd runs: a process of ours, the shell with a fixed program, starts it again. It goes on when the
 * command line ends, and ends with the machine: after a restart somebody has to say “pullcord host start”.
 */
export function supervisorKeeper(system: System, record: HostedRecord): Keeper {
  const { disk, processes } = system
  const places = hostedPlaces(disk, record.id)
  const isPodman = record.way === 'podman'

  const supervisors = async (): Promise<readonly Process[]> =>
    ((await processes?.named('sh')) ?? []).filter(
      ({ command, uids }) => command[1] === places.keep && uids.every((uid) => uid === disk.uid),
    )
  const registries = async (): Promise<readonly Process[]> =>
    ((await processes?.named(basename(record.pinned))) ?? []).filter(
      ({ command, uids }) => command.includes(places.registry) && uids.every((uid) => uid === disk.uid),
    )
  const running = async (): Promise<Pick<Kept, 'pids' | 'since'> | null> => {
    if (isPodman) return await runningContainer(system, record)
    const all = await registries()
    return all[0] ? { pids: all.map(({ pid }) => pid), since: all[0].startedAt } : null
  }

  const stop = async (): Promise<void> => {
    for (const one of await supervisors()) await processes?.end(one)
    if (isPodman) await removeContainer(system, record)
    // One that a killed supervisor left behind.
    else for (const one of await registries()) await processes?.end(one)
    await disk.remove(places.tries)
  }

  return {
    async start() {
      await disk.store(places.keep, supervisorText, 0o600)
      await disk.remove(places.tries)
      if (isPodman) await makeContainer(system, record)
      // podman writes its lines to the log by itself.
      const command = isPodman
        ? ['/dev/null', ...(await podmanHere(system)), 'start', '--attach', unitName(record.id)]
        : [places.log, record.pinned, 'serve', places.registry]
      await startDetached(['/bin/sh', places.keep, places.root, ...command], environment())
    },
    stop,
    async look() {
      const [keeps, found, noted] = await Promise.all([supervisors(), running(), disk.load(places.tries)])
      const isKept = keeps.length > 0
      const tries = isKept ? parseTries(noted) : null
      return { runs: found !== null, pids: found?.pids ?? [], since: found?.since ?? null, isKept, tries }
    },
  }
}

// Its proxy settings are the registry's too; what would overrule the configuration is not.
function environment(): Readonly<Record<string, string | undefined>> {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('REGISTRY_'))
  return { ...Object.fromEntries(inherited), OTEL_TRACES_EXPORTER: 'none' }
}
