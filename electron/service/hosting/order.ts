import { AppError, failure } from '../../../shared/errors.ts'
import type { HostOrder } from '../../../shared/hosting/contract.ts'
import { idOf, type HostedRecord } from '../../../shared/hosting/hosted-record.ts'
import { parseUpstream, type Upstream } from '../../../shared/registry.ts'
import { firstFreePort, refuseTaken } from '../../hosting/pick-port.ts'
import { loadRecords } from '../../hosting/records.ts'
import { sharedAs, sharedUrl } from '../../hosting/share-tls.ts'
import type { Disk } from '../../system/system.ts'

/** What an order comes to, before it is known what will run it. */
export type Wanted = Pick<HostedRecord, 'id' | 'upstream' | 'url' | 'port' | 'share' | 'hours' | 'username'>

/** Reads the upstream of an order, or throws what is wrong with it. */
export function upstreamOf({ upstream }: Pick<HostOrder, 'upstream'>): Upstream {
  const parsed = parseUpstream(upstream)
  if (!parsed.ok) throw new AppError(parsed.notice)
  return parsed.value
}

/** Fills an order from how the mirror was run before; throws what would be dangerous, and a port that is taken. */
export async function wantedBy(
  disk: Disk,
  order: HostOrder,
  old: HostedRecord | null,
  isRunning: boolean,
): Promise<Wanted> {
  const upstream = upstreamOf(order)
  const id = idOf(upstream)
  const others = (await loadRecords(disk)).filter((one) => one.id !== id)
  const share = shareOf(order, old)
  const username = order.login?.username ?? old?.username ?? null
  if (share !== 'no' && username !== null) throw failure('host-share-login')
  const port = order.port ?? old?.port ?? (await firstFreePort(others))
  const isOwn = isRunning && old?.port === port
  if (!isOwn) await refuseTaken(port, share, others)
  const url = urlOf(order, old, share, port)
  return { id, upstream, url, port, share, hours: order.hours ?? old?.hours ?? null, username }
}

function shareOf({ share }: HostOrder, old: HostedRecord | null): HostedRecord['share'] {
  if (share === null) return old?.share ?? 'no'
  if (share === 'loopback') return 'no'
  if (share.tls) return 'tls'
  if (!share.accept) throw failure('host-share-plain')
  return 'plain'
}

function urlOf({ share }: HostOrder, old: HostedRecord | null, how: HostedRecord['share'], port: number): string {
  if (how !== 'tls') return `http://127.0.0.1:${port}`
  if (share !== null && share !== 'loopback' && share.tls) return sharedUrl(sharedAs(share.tls).host, port)
  return (old?.url ?? '').replace(/:\d+$/, `:${port}`)
}
