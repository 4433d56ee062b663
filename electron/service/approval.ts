import { upstreamsOf } from '../../shared/registry.ts'
import type { Approval, ApprovedSet } from '../../shared/approval.ts'
import type { Choice } from '../../shared/engine.ts'
import { asAppError, failure } from '../../shared/errors.ts'
import { wordsOf } from '../../shared/helper-protocol.ts'
import { notice, type Notice } from '../../shared/notice.ts'
import { risksOf } from '../../shared/risks.ts'
import { isForRoot } from '../switching/needs-root.ts'
import { approve, readApproved, setId } from '../system/approved.ts'
import type { Disk } from '../system/system.ts'
import type { Desk } from './desk.ts'

// Nobody's leave is needed.
function isFree(disk: Disk): boolean {
  return !isForRoot('system', disk)
}

/** Whether the system's engines can be switched from here, and with whose leave. */
export async function readApproval(desk: Desk): Promise<Approval> {
  const { disk } = desk.place.system
  const settings = await desk.settings()
  const id = setId(settings)
  const { sets, damage } = await setsOf(disk)
  const isApproved = sets.some((set) => set.id === id)
  const hindrance = isFree(disk) ? null : await desk.helper.hindrance()
  return {
    ...standing(settings, isFree(disk), isApproved, hindrance, damage),
    mirrors: wordsOf(settings),
    risks: risksOf(settings.mirrors),
    sets: sets.map((set) => ({
      id: set.id,
      upstreams: upstreamsOf(set.mirrors),
      mirrors: wordsOf(set),
      at: set.at,
      by: set.by,
      current: set.id === id,
    })),
  }
}

function standing(
  { mirrors }: Choice,
  asRoot: boolean,
  isApproved: boolean,
  hindrance: Notice | null,
  damage: Notice | null,
): Pick<Approval, 'kind' | 'notice'> {
  if (asRoot) return { kind: 'root', notice: damage }
  if (hindrance) return { kind: 'unavailable', notice: hindrance }
  if (isApproved) return { kind: 'approved', notice: null }
  if (mirrors.length === 0) return { kind: 'needed', notice: notice('no-mirrors') }
  return { kind: 'needed', notice: damage ?? notice('approval-needed') }
}

// A file that cannot be trusted allows nothing; approving anew is what mends it.
async function setsOf(disk: Disk): Promise<{ readonly sets: readonly ApprovedSet[]; readonly damage: Notice | null }> {
  try {
    return { sets: await readApproved(disk), damage: null }
  } catch (error) {
    return { sets: [], damage: asAppError(error).notice }
  }
}

/** Asks an administrator to allow the mirrors of the list; root is its own. */
export async function giveApproval(
  desk: Desk,
  { acceptRisks, only }: { readonly acceptRisks: boolean; readonly only: boolean },
): Promise<Approval> {
  const { mirrors, keepTheirs, strict } = await desk.settings()
  if (mirrors.length === 0) throw failure('no-mirrors')
  const [risk] = risksOf(mirrors)
  // Nobody is asked for a password only to hear this.
  if (risk && !acceptRisks) throw failure('risks-not-accepted', { risk: risk.message })
  return await order(desk, { mirrors, keepTheirs, strict }, only, acceptRisks)
}

/** Takes back every leave. */
export async function revokeApproval(desk: Desk): Promise<Approval> {
  return await order(desk, null, true, false)
}

async function order(desk: Desk, choice: Choice | null, only: boolean, acceptRisks: boolean): Promise<Approval> {
  const { system, by } = desk.place
  if (isFree(system.disk)) await approve(choice, { only, acceptRisks, by }, system.disk)
  else await desk.helper.ask('approve', { verb: 'approve', choice, only, acceptRisks })
  await desk.announce()
  return await readApproval(desk)
}
