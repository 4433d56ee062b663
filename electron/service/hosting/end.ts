import { formatKey } from '../../../shared/engine.ts'
import type { HostCalls, HostedMirror } from '../../../shared/hosting/contract.ts'
import type { HostedRecord } from '../../../shared/hosting/hosted-record.ts'
import { notice, type Notice } from '../../../shared/notice.ts'
import { keeperOf } from '../../hosting/keeper.ts'
import { lookAt } from '../../hosting/look.ts'
import { hostedPlaces } from '../../hosting/places.ts'
import { forgetRecord, keepRecord } from '../../hosting/records.ts'
import { removeTree } from '../../system/data-space.ts'
import type { Desk } from '../desk.ts'
import { aloneWith } from './busy.ts'
import { isOf, takeOffList } from './list-entry.ts'
import { listHosted } from './looks.ts'

/** Ends a mirror; it does not come back by itself, and keeps what it has. Engines that still ask it are named. */
export async function stopHosted(desk: Desk, { id }: HostCalls['host.stop']['in']): Promise<HostedMirror> {
  const { system } = desk.place
  const stopped = await aloneWith(system.disk, id, async (record) => {
    const resting = { ...record, wanted: false }
    await keeperOf(system, resting).stop()
    await keepRecord(system.disk, resting)
    return resting
  })
  const mirror = await lookAt(system, stopped)
  return { ...mirror, notice: mirror.notice ?? (await stillAsked(desk, stopped)) }
}

// Nobody keeps its port for it: whoever takes that is asked instead.
async function stillAsked(desk: Desk, record: HostedRecord): Promise<Notice | null> {
  const { engines } = await desk.status()
  const asking = engines.filter(({ mirrors }) => mirrors.some((one) => isOf(record, one)))
  if (asking.length === 0) return null
  const { upstream, url } = record
  return notice('host-still-asked', { engines: asking.map((key) => formatKey(key)).join(', '), url, upstream })
}

/** Ends a mirror and forgets it, with its login; its data go only if that was said. */
export async function removeHosted(
  desk: Desk,
  { id, data }: HostCalls['host.remove']['in'],
): Promise<readonly HostedMirror[]> {
  const { system } = desk.place
  const places = hostedPlaces(system.disk, id)
  const removed = await aloneWith(system.disk, id, async (record) => {
    await keeperOf(system, record).stop()
    for (const path of data ? [places.root] : [places.config, places.keep, places.log]) await removeTree(path)
    await forgetRecord(system.disk, id)
    return record
  })
  await takeOffList(desk, removed)
  return await listHosted(desk)
}
