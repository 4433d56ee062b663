import { hostedPlaces } from '../../hosting/places.ts'
import { loadRecords } from '../../hosting/records.ts'
import type { Disk } from '../../system/system.ts'

/** The access logs of mirrors that run here by our doing; of those that docker runs only docker itself can tell. */
export async function hostedLogs(
  disk: Disk,
): Promise<readonly { readonly mirror: string; readonly upstream: string; readonly path: string }[]> {
  const records = (await loadRecords(disk)).filter(({ way }) => way !== 'docker')
  return records.map(({ id, url, upstream }) => ({ mirror: url, upstream, path: hostedPlaces(disk, id).log }))
}
