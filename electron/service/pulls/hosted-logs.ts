import { unitName } from '../../../shared/hosting/hosted-record.ts'
import { hostedPlaces } from '../../hosting/places.ts'
import { loadRecords } from '../../hosting/records.ts'
import type { Disk } from '../../system/system.ts'
import type { LogSource } from './mirror-logs.ts'

/** The access logs of mirrors that run here by our doing. */
export async function hostedLogs(disk: Disk): Promise<readonly LogSource[]> {
  return (await loadRecords(disk)).map(({ id, url: mirror, upstream, way }) =>
    way === 'docker'
      ? { mirror, upstream, path: unitName(id), of: 'docker' }
      : { mirror, upstream, path: hostedPlaces(disk, id).log, of: 'file' },
  )
}
