import type { EngineReport } from '../../shared/contract.ts'
import { sameKey } from '../../shared/engine.ts'
import { AppError, failure } from '../../shared/errors.ts'
import type { Action, HelperRequest } from '../../shared/helper-protocol.ts'
import { approvedPath, readApproved, setId } from '../system/approved.ts'
import { kept, readJournal } from '../system/journal.ts'
import { keep } from '../switching/keep.ts'
import { restoreAll } from '../switching/restore-all.ts'
import type { Workplace } from '../switching/place.ts'
import { survey } from '../switching/survey.ts'
import { undo } from '../switching/undo.ts'
import { refuseForbidden } from './permission.ts'
import { choiceOf, outsideObjection, underLock } from './toggle.ts'

type Restore = Extract<HelperRequest, { verb: 'restore' }>

/** What came of it. */
interface Restored {
  readonly engines: readonly EngineReport[]
  /** Whether every file holds the very bytes again. */
  readonly exact: boolean
}

/** Takes back a change of the journal, everything, or our claim to the files of an engine. */
export async function restore(request: Restore, action: Action, place: Workplace): Promise<Restored> {
  // What was checked must still be so when it is written.
  return await place.system.disk.locked('system', async () => {
    const held = underLock(place)
    if (action === 'toggle') await refuseUnlessLast(request.what, held)
    return await carryOut(request, held)
  })
}

async function carryOut({ what, accept }: Restore, place: Workplace): Promise<Restored> {
  const { disk } = place.system
  switch (what.kind) {
    case 'entry': {
      const { report, exact } = await undo(place, what.id, accept)
      return { engines: [report], exact }
    }
    case 'keep':
      return { engines: [await keep(place, { id: what.engine, scope: 'system' })], exact: false }
    case 'everything': {
      const { mirrors } = await choiceOf(null, disk)
      const engines = await restoreAll(place, 'system', mirrors, accept)
      const done = engines.every(({ failure: failed }) => failed === null)
      if (done) await disk.remove(approvedPath)
      return { engines, exact: done }
    }
  }
}

// Without a password: one's own latest change of an engine, and only back to what is allowed without one.
async function refuseUnlessLast(what: Restore['what'], place: Workplace): Promise<void> {
  const { disk } = place.system
  const journal = await readJournal('system', disk, kept)
  const asked = journal.find(({ id }) => what.kind === 'entry' && id === what.id)
  // Of its engine: one request may have turned several.
  const latest = journal.find(({ engine }) => asked && sameKey(engine, asked.engine))
  if (!latest?.from || latest !== asked || latest.by.uid !== place.by.uid) throw failure('restore-needs-approval')
  const { from } = latest
  if (from.mirrors.length > 0) {
    const sets = await readApproved(disk)
    if (!sets.some(({ id }) => id === setId(from))) throw failure('restore-needs-approval')
  }
  const to = from.mirrors.length > 0 ? 'on' : 'off'
  const { strict: guarded } = await refuseForbidden(to, place)
  const found = await survey(place, latest.engine, to === 'on' ? from : latest.to)
  const objection = found && (await outsideObjection(found, guarded, disk))
  if (objection) throw new AppError(objection)
}
