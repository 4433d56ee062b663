import { AppError, failure } from '../../../shared/errors.ts'
import type { HostedRecord } from '../../../shared/hosting/hosted-record.ts'
import { recordOf } from '../../hosting/records.ts'
import { withFileLock } from '../../system/lock.ts'
import { stateDirectory, type Disk } from '../../system/system.ts'

/**
 * Changes one mirror at a time, whatever process of the user does it: two starts of the same would take each other's
 * container away. Who comes second is told so at once, since an image may take minutes.
 */
export async function alone<T>(disk: Disk, id: string, work: () => Promise<T>): Promise<T> {
  const directory = stateDirectory('user', disk.places)
  await disk.makeDirectory(directory)
  let hasBegun = false
  const begin = async (): Promise<T> => {
    hasBegun = true
    return await work()
  }
  try {
    return await withFileLock(`${disk.root}${directory}/hosted-${id}.lock`, disk.uid, begin, 0)
  } catch (error) {
    if (hasBegun || !(error instanceof AppError) || error.notice.code !== 'busy') throw error
    throw failure('host-busy', { upstream: id }, error)
  }
}

/** The same for a mirror that there is, as it is once it is ours to change. */
export async function aloneWith<T>(disk: Disk, id: string, work: (record: HostedRecord) => Promise<T>): Promise<T> {
  // An id that is nobody's leaves no lock behind.
  await recordOf(disk, id)
  return await alone(disk, id, async () => await work(await recordOf(disk, id)))
}
