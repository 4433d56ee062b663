import type { HostOrder } from '../../../shared/hosting/contract.ts'
import type { HostedRecord } from '../../../shared/hosting/hosted-record.ts'
import type { Mirror } from '../../../shared/registry.ts'
import type { Settings } from '../../../shared/settings.ts'
import { sharedAs } from '../../hosting/share-tls.ts'
import type { Desk } from '../desk.ts'
import { addMirror, isListed, mirrorOf } from '../mirrors.ts'

/** Puts a mirror of ours on the list, in the place of the URL that it had before. */
export async function putOnList(
  desk: Desk,
  now: HostedRecord,
  old: HostedRecord | null,
  order: HostOrder,
): Promise<void> {
  const { upstream, url } = now
  const tls = order.share !== null && order.share !== 'loopback' ? order.share.tls : null
  const ca = tls && sharedAs(tls).isSelfSigned ? tls.certificate : null
  const mirror = mirrorOf({ upstream, url, insecure: false, ca })
  const { mirrors } = await desk.settings()
  if (isListed(mirror, mirrors) && (old === null || old.url === url)) return
  await desk.saved((settings) => {
    const rest = old === null || old.url === url ? settings : without(settings, old)
    return isListed(mirror, rest.mirrors) ? rest : addMirror(rest, mirror)
  })
}

/** Takes a mirror of ours off the list. */
export async function takeOffList(desk: Desk, record: HostedRecord): Promise<void> {
  const { mirrors } = await desk.settings()
  if (mirrors.some((one) => isOf(record, one))) await desk.saved((settings) => without(settings, record))
}

function without(settings: Settings, record: HostedRecord): Settings {
  return { ...settings, mirrors: settings.mirrors.filter((one) => !isOf(record, one)) }
}

/** Whether an entry of the list is a mirror of ours. */
export function isOf(record: HostedRecord, one: Pick<Mirror, 'upstream' | 'url'>): boolean {
  return one.upstream === record.upstream && one.url === record.url
}
