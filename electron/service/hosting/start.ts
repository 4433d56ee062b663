import { AppError, asAppError, failure } from '../../../shared/errors.ts'
import type { HostedMirror, HostOrder } from '../../../shared/hosting/contract.ts'
import { idOf, type HostedRecord } from '../../../shared/hosting/hosted-record.ts'
import { takesHours } from '../../../shared/hosting/images.ts'
import { notice } from '../../../shared/notice.ts'
import { bringUp } from '../../hosting/bring-up.ts'
import { fetchImage } from '../../hosting/fetch-image.ts'
import { keeperOf } from '../../hosting/keeper.ts'
import { findState, lookAt } from '../../hosting/look.ts'
import { hostedPlaces } from '../../hosting/places.ts'
import { forgetRecord, keepRecord, loadRecords } from '../../hosting/records.ts'
import { putBack, readSetUp, setUp, type StartFiles } from '../../hosting/set-up.ts'
import { findWays, type Way } from '../../hosting/ways.ts'
import { removeTree } from '../../system/data-space.ts'
import type { Disk, System } from '../../system/system.ts'
import type { Desk } from '../desk.ts'
import type { Tell } from '../tasks.ts'
import { alone } from './busy.ts'
import { putOnList } from './list-entry.ts'
import { upstreamOf, wantedBy, type Wanted } from './order.ts'

/** Runs a mirror as ordered, and puts it on the list. */
export async function startHosted(desk: Desk, order: HostOrder & { readonly task: string }): Promise<HostedMirror> {
  const { system } = desk.place
  if (!system.processes) throw failure('host-other-root')
  const id = idOf(upstreamOf(order))
  const { old, now } = await alone(system.disk, id, () =>
    desk.tasks.run(order.task, (signal, tell) => start(system, id, order, signal, tell)),
  )
  if (order.add !== false) await putOnList(desk, now, old, order)
  return await lookAt(system, now)
}

interface Change {
  readonly old: HostedRecord | null
  readonly now: HostedRecord
}

async function start(system: System, id: string, order: HostOrder, signal: AbortSignal, tell: Tell): Promise<Change> {
  const { disk } = system
  const old = (await loadRecords(disk)).find((one) => one.id === id) ?? null
  const before = old && (await findState(system, old))
  const isRunning = before?.state === 'running'
  const wanted = await wantedBy(disk, order, old, isRunning)
  const now = await runnable(system, wanted, order, old, signal, tell)
  const isAsWas = old !== null && isRunning && before.notice === null && order.login === undefined && isSame(old, now)
  if (isAsWas && order.share === null) return { old, now }
  tell(notice('host-starting', { upstream: now.upstream, port: now.port }))
  const secrets = { password: order.login?.password ?? null, tls: tlsOf(order) }
  const files = await readSetUp(disk, id)
  if (old) await keeperOf(system, old).stop()
  try {
    await keepRecord(disk, now)
    await setUp(disk, now, secrets)
    await bringUp(system, now, signal)
    return { old, now }
  } catch (error) {
    if (old === null) await leaveNothing(disk, id)
    else await goBack(system, old, files, isRunning)
    if (!isRunning || old?.pinned === now.pinned) throw error
    throw failure('host-upgrade-undone', { why: asAppError(error).notice.message }, error)
  }
}

// Data that an earlier mirror of this upstream has kept stay.
async function leaveNothing(disk: Disk, id: string): Promise<void> {
  const { root, config, data, keep, tries, log } = hostedPlaces(disk, id)
  await forgetRecord(disk, id)
  for (const path of [config, keep, tries, log]) await removeTree(path)
  await disk.removeDirectories([root, data])
}

// What ran before runs again, with the login and the certificate that it had.
async function goBack(system: System, old: HostedRecord, files: StartFiles, ran: boolean): Promise<void> {
  const { disk } = system
  await keepRecord(disk, { ...old, wanted: ran })
  await putBack(disk, files)
  // Why the new one failed matters more than why the old one did.
  if (ran) await bringUp(system, old, AbortSignal.timeout(60_000)).catch(() => undefined)
}

/** By the first way that can; one that was named, or that ran it before, alone. */
async function runnable(
  system: System,
  wanted: Wanted,
  order: HostOrder,
  old: HostedRecord | null,
  signal: AbortSignal,
  tell: Tell,
): Promise<HostedRecord> {
  const ways = await findWays(system)
  const named = order.way ?? old?.way ?? null
  const asked = named === null ? ways.filter((way) => way.notice === null) : ways.filter((way) => way.way === named)
  let last: AppError = failure('host-no-way')
  for (const way of asked) {
    if (way.notice) throw new AppError(way.notice)
    try {
      const program = await programFor(system, way, order, old, signal, tell)
      const { hours = null } = order
      if (hours !== null && !takesHours(program.version))
        throw failure('host-hours-fixed', { version: program.version ?? '2' })
      return { ...wanted, ...program, wanted: true }
    } catch (error) {
      if (signal.aborted) throw error
      last = asAppError(error)
    }
  }
  throw last
}

async function programFor(
  { processes }: System,
  { way, keeper, network, runsAs, program, version }: Way,
  { image, upgrade = false }: HostOrder,
  old: HostedRecord | null,
  signal: AbortSignal,
  tell: Tell,
): Promise<Omit<HostedRecord, keyof Wanted | 'wanted'>> {
  const how = { way, keeper, network, runsAs }
  if (way === 'binary') return { ...how, image: null, pinned: program[0]!, digest: null, version }
  const isKept = old?.way === way && !upgrade && (image === null || image === old.image)
  if (isKept) {
    const { pinned, digest, version: known } = old
    return { ...how, image: old.image, pinned, digest, version: known }
  }
  // An image that was named stays the one to ask for.
  const named = image ?? (old?.way === way ? old.image : null)
  const fetching = { named, anew: upgrade, signal, tell }
  return { ...how, ...(await fetchImage(processes!, program, fetching)) }
}

function tlsOf({ share }: HostOrder): { readonly certificate: string; readonly key: string } | null {
  return share !== null && share !== 'loopback' ? share.tls : null
}

function isSame(a: HostedRecord, b: HostedRecord): boolean {
  const keys = Object.keys(b) as readonly (keyof HostedRecord)[]
  return keys.every((key) => a[key] === b[key])
}
