import type { HostCalls, HostedMirror, HostOffer } from '../../../shared/hosting/contract.ts'
import { exportMirror } from '../../../shared/hosting/export.ts'
import { idOf } from '../../../shared/hosting/hosted-record.ts'
import { registryImages } from '../../../shared/hosting/images.ts'
import { logLines } from '../../hosting/log-lines.ts'
import { lookAt } from '../../hosting/look.ts'
import { firstFreePort } from '../../hosting/pick-port.ts'
import { loadRecords, recordOf } from '../../hosting/records.ts'
import { findWays } from '../../hosting/ways.ts'
import type { Desk } from '../desk.ts'
import { upstreamOf } from './order.ts'

type In<N extends keyof HostCalls> = HostCalls[N]['in']

/** All mirrors that we run, as they are now. */
export async function listHosted({ looking: { system } }: Desk): Promise<readonly HostedMirror[]> {
  if (!system.processes) return []
  return await Promise.all((await loadRecords(system.disk)).map((record) => lookAt(system, record)))
}

/** What could run a mirror of an upstream here. */
export async function offerHosting({ looking: { system } }: Desk, order: In<'host.offer'>): Promise<HostOffer> {
  const id = idOf(upstreamOf(order))
  const records = await loadRecords(system.disk)
  const [ways, port] = await Promise.all([
    findWays(system),
    records.find((one) => one.id === id)?.port ?? firstFreePort(records),
  ])
  return {
    ways: ways.map(({ way, notice, version }) => ({ way, ok: notice === null, notice, version })),
    port,
    images: registryImages,
  }
}

/** What a mirror wrote last. */
export async function hostedLogs(
  { looking: { system } }: Desk,
  { id, lines }: In<'host.logs'>,
): Promise<HostCalls['host.logs']['out']> {
  return await logLines(system, await recordOf(system.disk, id), lines)
}

/** A mirror as files for a server. */
export async function exportHosted(
  { looking: { system } }: Desk,
  { id, format }: In<'host.export'>,
): Promise<HostCalls['host.export']['out']> {
  return exportMirror(await recordOf(system.disk, id), format)
}
