import { failure } from '../../../shared/errors.ts'
import { runOnce } from '../../../shared/hosting/container-argv.ts'
import type { HostCalls } from '../../../shared/hosting/contract.ts'
import { type HostedRecord } from '../../../shared/hosting/hosted-record.ts'
import { inContainer } from '../../../shared/hosting/registry-config.ts'
import { notice } from '../../../shared/notice.ts'
import { bringUp } from '../../hosting/bring-up.ts'
import { keeperOf } from '../../hosting/keeper.ts'
import { lookAt } from '../../hosting/look.ts'
import { hostedPlaces } from '../../hosting/places.ts'
import { bytesBelow, cutLog, removeTree } from '../../system/data-space.ts'
import { lastLine } from '../../system/last-line.ts'
import type { System } from '../../system/system.ts'
import type { Desk } from '../desk.ts'
import { aloneWith } from './busy.ts'

type Prune = HostCalls['host.prune']

const sweepMs = 30 * 60_000

/** Makes room. The mirror rests meanwhile: distribution must not fetch while its blobs are counted. */
export async function pruneHosted(desk: Desk, { id, all, task }: Prune['in']): Promise<Prune['out']> {
  const { system } = desk.place
  const { data, log } = hostedPlaces(system.disk, id)
  return await aloneWith(system.disk, id, (record) =>
    desk.tasks.run(task, async (signal, tell) => {
      tell(notice('host-pruning'))
      const before = await bytesBelow(data)
      const keeper = keeperOf(system, record)
      const { runs } = await keeper.look()
      await keeper.stop()
      try {
        if (all) await forgetAll(data)
        else await sweep(system, record, signal)
        await cutLog(log, 0)
      } finally {
        if (runs || record.wanted) await bringUp(system, record, new AbortController().signal)
      }
      return { mirror: await lookAt(system, record), freed: Math.max(0, before - (await bytesBelow(data))) }
    }),
  )
}

// What it has fetched, and the plan of what expires when.
async function forgetAll(data: string): Promise<void> {
  await removeTree(`${data}/docker`)
  await removeTree(`${data}/scheduler-state.json`)
}

// `garbage-collect` deletes the blobs that no manifest names: what expired has lost its manifest before.
async function sweep(system: System, record: HostedRecord, signal: AbortSignal): Promise<void> {
  const { processes, disk } = system
  const places = hostedPlaces(disk, record.id)
  // Without a repository it fails, and has nothing to do.
  if ((await disk.names(`${places.data}/docker/registry/v2/repositories`)) === null) return
  const engine = record.way === 'binary' ? null : await processes?.find(record.way)
  const argv =
    record.way === 'binary'
      ? [record.pinned, 'garbage-collect', places.registry]
      : runOnce([engine ?? record.way], record, places, ['garbage-collect', `${inContainer.config}/registry.yml`])
  const { code, stderr } = await processes!.run(argv, { timeoutMs: sweepMs, signal })
  if (code !== 0) throw failure('host-ends', { upstream: record.upstream, why: lastLine(stderr) })
}
