import { uptime } from 'node:os'
import { failure } from '../../shared/errors.ts'
import { unitName, type HostedRecord } from '../../shared/hosting/hosted-record.ts'
import { formatQuadlet, formatUnit } from '../../shared/hosting/units.ts'
import { lastLine } from '../system/last-line.ts'
import type { System } from '../system/system.ts'
import type { Keeper } from './keeper.ts'
import { managerFor } from './manager.ts'
import { hostedPlaces } from './places.ts'
import { makeContainer, podmanHere, removeContainer, runningContainer } from './podman-container.ts'

const actMs = 60_000
const shown = ['ActiveState', 'SubState', 'NRestarts', 'ActiveEnterTimestampMonotonic', 'MainPID'] as const

/** systemd keeps it, by a quadlet that podman makes a unit of, or by a unit of ours for a binary and an older podman. */
export function systemdKeeper(system: System, record: HostedRecord, kind: 'quadlet' | 'unit'): Keeper {
  const { disk, processes } = system
  const manager = managerFor(system)
  const places = hostedPlaces(disk, record.id)
  const service = `${unitName(record.id)}.service`
  const file =
    kind === 'quadlet' ? `${manager.quadlets}/${unitName(record.id)}.container` : `${manager.units}/${service}`
  const isContainer = kind === 'unit' && record.way === 'podman'

  const run = async (...words: readonly string[]) =>
    await processes!.run([...manager.systemctl, ...words], { timeoutMs: actMs })
  const must = async (...words: readonly string[]): Promise<void> => {
    const { code, stderr } = await run(...words)
    if (code !== 0) throw failure('host-not-made', { engine: 'systemd', why: lastLine(stderr) })
  }
  const text = async (): Promise<string> => {
    if (kind === 'quadlet') return formatQuadlet(record, places, manager.target)
    if (!isContainer) return formatUnit(record, [record.pinned, 'serve', places.registry], places.log, manager.target)
    const attach = [...(await podmanHere(system)), 'start', '--attach', unitName(record.id)]
    return formatUnit(record, attach, '/dev/null', manager.target)
  }

  // Of a container systemd knows only what started it.
  const pidsOf = async (main: number): Promise<readonly number[]> =>
    record.way === 'binary' ? [main] : ((await runningContainer(system, record))?.pids ?? [])

  return {
    async start() {
      if (isContainer) await makeContainer(system, record)
      await disk.store(file, await text(), 0o644)
      await must('daemon-reload')
      // A quadlet's unit is generated, and comes with what wants it.
      if (kind === 'unit') await must('enable', service)
      await must('restart', service)
    },
    // Without its file it does not come back with the machine.
    async stop() {
      await run('stop', service)
      if (kind === 'unit') await run('disable', service)
      await disk.remove(file)
      await run('daemon-reload')
      await run('reset-failed', service)
      if (isContainer) await removeContainer(system, record)
    },
    async look() {
      const { stdout } = await run('show', service, `--property=${shown.join(',')}`)
      const said = new Map(stdout.split('\n').map((line) => line.split('=', 2) as [string, string]))
      const restarts = Number(said.get('NRestarts') ?? 0)
      const runs = said.get('SubState') === 'running'
      // Microseconds since the machine was started.
      const entered = Number(said.get('ActiveEnterTimestampMonotonic') ?? 0)
      return {
        runs,
        pids: runs ? await pidsOf(Number(said.get('MainPID') ?? 0)) : [],
        since: runs && entered > 0 ? Date.now() - uptime() * 1000 + entered / 1000 : null,
        isKept: ['active', 'activating', 'reloading'].includes(said.get('ActiveState') ?? ''),
        tries: restarts > 0 ? { tries: restarts, nextAt: null } : null,
      }
    },
  }
}
