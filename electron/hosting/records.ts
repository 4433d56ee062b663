import * as v from 'valibot'
import { failure } from '../../shared/errors.ts'
import { hostedShape, type HostedRecord } from '../../shared/hosting/hosted-record.ts'
import { stateDirectory, type Disk } from '../system/system.ts'

const shape = v.object({ version: v.literal(1), mirrors: v.array(hostedShape) })

function pathOf(disk: Disk): string {
  return `${stateDirectory('user', disk.places)}/hosted.json`
}

/** The mirrors that we run, in the order in which they were made. */
export async function loadRecords(disk: Disk): Promise<readonly HostedRecord[]> {
  const path = pathOf(disk)
  const text = await disk.load(path)
  if (text === null) return []
  try {
    return v.parse(shape, JSON.parse(text)).mirrors
  } catch (error) {
    throw failure('settings-unreadable', { path, why: (error as Error).message }, error)
  }
}

/** The mirrors of all other ids. */
export async function otherRecords(disk: Disk, id: string): Promise<readonly HostedRecord[]> {
  return (await loadRecords(disk)).filter((one) => one.id !== id)
}

/** The mirror of an id; throws where there is none. */
export async function recordOf(disk: Disk, id: string): Promise<HostedRecord> {
  const record = (await loadRecords(disk)).find((one) => one.id === id)
  if (!record) throw failure('host-unknown', { id })
  return record
}

/** Puts a mirror in the place of the one of its id, or behind the others. */
export async function keepRecord(disk: Disk, record: HostedRecord): Promise<void> {
  await edit(disk, (all) => {
    const at = all.findIndex(({ id }) => id === record.id)
    return at < 0 ? [...all, record] : all.with(at, record)
  })
}

export async function forgetRecord(disk: Disk, id: string): Promise<void> {
  await edit(disk, (all) => all.filter((one) => one.id !== id))
}

async function edit(disk: Disk, change: (all: readonly HostedRecord[]) => readonly HostedRecord[]): Promise<void> {
  await disk.locked('user', async () => {
    const mirrors = change(await loadRecords(disk))
    await disk.store(pathOf(disk), `${JSON.stringify({ version: 1, mirrors }, null, 2)}\n`, 0o600)
  })
}
