import { bareLine } from '../../shared/hosting/ending.ts'
import { unitName, type HostedRecord } from '../../shared/hosting/hosted-record.ts'
import { lastLinesOf } from '../system/data-space.ts'
import type { System } from '../system/system.ts'
import { hostedPlaces } from './places.ts'

const askMs = 15_000

/** The last lines that a mirror wrote, oldest first. docker keeps them where only root may read, and tells them. */
export async function logLines(
  { disk, processes }: System,
  record: HostedRecord,
  count: number,
): Promise<readonly string[]> {
  if (record.way !== 'docker') return (await lastLinesOf(hostedPlaces(disk, record.id).log, count)).map(bareLine)
  const docker = await processes?.find('docker')
  if (!processes || !docker) return []
  const argv = [docker, 'logs', '--tail', String(count), unitName(record.id)]
  const { stdout, stderr } = await processes.run(argv, { timeoutMs: askMs })
  return `${stderr}${stdout}`.split('\n').filter((line) => line !== '')
}
