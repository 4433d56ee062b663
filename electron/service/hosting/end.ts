import type { HostCalls, HostedMirror } from '../../../shared/hosting/contract.ts'
import { keeperOf } from '../../hosting/keeper.ts'
import { lookAt } from '../../hosting/look.ts'
import { hostedPlaces } from '../../hosting/places.ts'
import { forgetRecord, keepRecord, recordOf } from '../../hosting/records.ts'
import { removeTree } from '../../system/data-space.ts'
import type { Desk } from '../desk.ts'
import { alone } from './busy.ts'
import { takeOffList } from './list-entry.ts'
import { listHosted } from './looks.ts'

/** Ends a mirror; it does not come back by itself, and keeps what it has. */
export async function stopHosted(desk: Desk, { id }: HostCalls['host.stop']['in']): Promise<HostedMirror> {
  const { system } = desk.place
  const stopped = { ...(await recordOf(system.disk, id)), wanted: false }
  await alone(id, async () => {
    await keeperOf(system, stopped).stop()
    await keepRecord(system.disk, stopped)
  })
  return await lookAt(system, stopped)
}

/** Ends a mirror and forgets it, with its login; its data go only if that was said. */
export async function removeHosted(
  desk: Desk,
  { id, data }: HostCalls['host.remove']['in'],
): Promise<readonly HostedMirror[]> {
  const { system } = desk.place
  const record = await recordOf(system.disk, id)
  const places = hostedPlaces(system.disk, id)
  await alone(id, async () => {
    await keeperOf(system, record).stop()
    for (const path of data ? [places.root] : [places.config, places.keep, places.log]) await removeTree(path)
    await forgetRecord(system.disk, id)
  })
  await takeOffList(desk, record)
  return await listHosted(desk)
}
