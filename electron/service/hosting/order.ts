import { AppError, failure } from '../../../shared/errors.ts'
import type { HostOrder } from '../../../shared/hosting/contract.ts'
import { idOf, type HostedRecord } from '../../../shared/hosting/hosted-record.ts'
import { registryImages } from '../../../shared/hosting/images.ts'
import { parseUpstream, type Upstream } from '../../../shared/registry.ts'
import { firstFreePort, refuseTaken } from '../../hosting/pick-port.ts'
import { otherRecords } from '../../hosting/records.ts'
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
  const others = await otherRecords(disk, id)
  refuseOld(upstream, order, old)
  const share = shareOf(order, old)
  const username = order.login?.username ?? old?.username ?? null
  if (share !== 'no' && username !== null) throw failure('host-share-login')
  const port = order.port ?? old?.port ?? (await firstFreePort(others))
  const isOwn = isRunning && old?.port === port
  if (!isOwn) await refuseTaken(port, share, others)
  const url = urlOf(order, old, share, port)
  return { id, upstream, url, port, share, hours: order.hours ?? old?.hours ?? null, username }
}

// A record that was edited by hand may be of another upstream. And whoever chooses an image reads the login in its
// configuration, so a login is kept only for an image that had it, or one that we choose by ourselves.
function refuseOld(upstream: Upstream, { image, login }: HostOrder, old: HostedRecord | null): void {
  if (old === null) return
  const { id, username } = old
  if (old.upstream !== upstream) throw failure('host-other-upstream', { id, upstream: old.upstream })
  if (username === null || login || image === null) return
  if (image !== old.image && !registryImages.includes(image)) throw failure('host-login-anew', { image, username })
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
