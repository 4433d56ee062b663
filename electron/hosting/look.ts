import type { HostedMirror, HostedState } from '../../shared/hosting/contract.ts'
import { endingIn } from '../../shared/hosting/ending.ts'
import { expiresAfter, type HostedRecord } from '../../shared/hosting/hosted-record.ts'
import { unitPauseSeconds } from '../../shared/hosting/units.ts'
import { notice, type Notice } from '../../shared/notice.ts'
import { formatBytes } from '../../shared/pulls/bytes.ts'
import type { Mirror } from '../../shared/registry.ts'
import { probe } from '../mirrors/health.ts'
import { bytesBelow, freeBytesAt } from '../system/data-space.ts'
import type { System } from '../system/system.ts'
import { answersItself, isYoung } from './answers-itself.ts'
import { keeperOf, type Kept } from './keeper.ts'
import { logLines } from './log-lines.ts'
import { lingers } from './manager.ts'
import { hostedPlaces } from './places.ts'

/** How a mirror of ours fares: nothing of it is remembered. */
export type Found = Pick<HostedMirror, 'state' | 'notice' | 'since'>

const dockerPauseSeconds = 60
/** A file system with less has no room for a large image. */
const lowBytes = 1024 ** 3

/** All that there is to tell of a mirror. */
export async function lookAt(system: System, record: HostedRecord): Promise<HostedMirror> {
  const { data } = hostedPlaces(system.disk, record.id)
  const [found, bytes, freeBytes, afterRestart] = await Promise.all([
    findState(system, record),
    bytesBelow(data).catch(() => null),
    freeBytesAt(data),
    afterRestartOf(system, record),
  ])
  const { id, upstream, url, way, image, digest, version, username, share } = record
  return {
    id,
    upstream,
    url,
    way,
    image,
    digest,
    version,
    bytes,
    freeBytes,
    expires: expiresAfter(record),
    ...found,
    notice: found.notice ?? (found.state === 'running' ? spaceNotice(freeBytes) : null),
    afterRestart,
    isShared: share !== 'no',
    username,
  }
}

/** What its process, its log and its port tell. */
export async function findState(system: System, record: HostedRecord): Promise<Found> {
  const keeper = keeperOf(system, record)
  const kept = await keeper.look()
  const since = kept.since === null ? null : new Date(kept.since).toISOString()
  const of = (state: HostedState, said: Notice | null = null): Found => ({ state, notice: said, since })
  if (kept.runs) {
    const { health, notice: said } = await probe(ownView(record))
    if (health !== 'up' && health !== 'needs-login') return isYoung(kept) ? of('starting') : of('failed', said)
    switch (await answersItself(keeper, record, kept)) {
      case 'yes':
        return of('running', kept.isKept ? null : notice('host-unkept', { upstream: record.upstream }))
      case 'no':
        return of('failed', notice('host-port-lost', { port: record.port, upstream: record.upstream }))
      case 'unsure':
        return of('starting')
    }
  }
  if (!record.wanted) return of('stopped')
  if (!kept.isKept) return of('failed', notice('host-gone', { upstream: record.upstream }))
  if (kept.tries === null) return of('starting')
  return await ended(system, record, kept.tries)
}

// It is asked where it listens; by what name others know it does not matter for that.
function ownView({ upstream, share, port }: HostedRecord): Mirror {
  const isTls = share === 'tls'
  return { upstream, url: `${isTls ? 'https' : 'http'}://127.0.0.1:${port}`, insecure: isTls, ca: null }
}

const endingLines = 60

async function ended(
  system: System,
  record: HostedRecord,
  { tries, nextAt }: NonNullable<Kept['tries']>,
): Promise<Found> {
  const { upstream, port, keeper } = record
  const ending = endingIn(await logLines(system, record, endingLines))
  const of = (state: HostedState, said: Notice): Found => ({ state, notice: said, since: null })
  switch (ending.kind) {
    case 'upstream': {
      const seconds = keeper === 'docker' ? dockerPauseSeconds : unitPauseSeconds
      const values = { upstream, tries, why: ending.why }
      return of(
        'waiting-for-upstream',
        nextAt === null
          ? notice('host-waiting', { ...values, seconds })
          : notice('host-waiting-until', { ...values, at: clockTime(nextAt) }),
      )
    }
    case 'port':
      return of('failed', notice('host-port-lost', { port, upstream }))
    case 'disk':
      return of('failed', notice('host-disk-full', { path: hostedPlaces(system.disk, record.id).data, upstream }))
    case 'other':
      return of('failed', notice('host-ends', { upstream, why: ending.why }))
  }
}

function clockTime(at: number): string {
  return new Date(at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' })
}

function spaceNotice(free: number | null): Notice | null {
  if (free === null || free >= lowBytes) return null
  return notice(free < 1024 ** 2 ? 'host-disk-none' : 'host-disk-low', { free: formatBytes(free) })
}

async function afterRestartOf(system: System, { keeper }: HostedRecord): Promise<Notice> {
  switch (keeper) {
    case 'supervisor':
      return notice('host-after-nothing')
    case 'docker':
      return notice('host-after-docker')
    case 'unit':
    case 'quadlet':
      return notice((await lingers(system)) ? 'host-after-boot' : 'host-after-login')
  }
}
