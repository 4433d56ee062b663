import type { EngineReport } from '../../shared/contract.ts'
import { formatKey, noMirrors, type EngineKey } from '../../shared/engine.ts'
import { ownershipMark, withoutMark } from '../../shared/engines/ownership.ts'
import { asAppError, failure } from '../../shared/errors.ts'
import { notice } from '../../shared/notice.ts'
import type { Change } from '../../shared/plan.ts'
import { targetPath } from '../../shared/targets.ts'
import { apply, letGo } from '../system/apply.ts'
import { isForRoot } from './needs-root.ts'
import { changedOutside, latestChange, standing } from './outside.ts'
import { digestsOf, formerly, note } from './record.ts'
import { reportOn } from './report.ts'
import { placeFor, type Workplace } from './place.ts'
import { survey, type Survey } from './survey.ts'

const noSteps = { reload: idle, reloadBack: idle, verify: idle }

async function idle(): Promise<void> {}

/**
 * Leaves the files of an engine as they are now, for good: nothing in them is ours any more. Only the line that
 * calls a file ours goes, since “off” takes away what bears it. Refused where nobody has changed anything: the
 * originals would be lost for nothing.
 */
export async function keep(from: Workplace, key: EngineKey): Promise<EngineReport> {
  try {
    const place = await placeFor(from, key)
    const { disk } = place.system
    if (isForRoot(key.scope, disk)) {
      const command = `sudo pullcord drift keep --engine ${key.id} --scope system`
      throw failure('needs-root', { engine: key.id, command })
    }
    return await disk.locked(key.scope, async () => {
      const found = await survey(place, key, noMirrors)
      const outside = found ? changedOutside(found, await latestChange(key, disk), disk) : []
      if (!found || outside.length === 0) throw failure('drift-none', { engine: formatKey(key) })
      const { from } = await formerly(found, disk)
      const changes = marksGone(found, place)
      const rescued = await apply(
        { engine: key, changes, reloads: [], refused: [], notes: [] },
        found.look.memories,
        disk,
        noSteps,
      )
      for (const { target } of found.look.memories) await letGo(target, disk)
      const notes = await note(disk, {
        by: place.by,
        verb: 'keep',
        engine: key,
        from,
        to: noMirrors,
        changes: digestsOf(changes),
        again: false,
        failure: null,
      })
      return reportOn(key, changes.length > 0, null, [
        ...rescued.map((path) => notice('file-rescued', { path })),
        ...notes,
      ])
    })
  } catch (error) {
    return reportOn(key, false, asAppError(error).notice)
  }
}

function marksGone(found: Survey, { system: { disk } }: Workplace): readonly Change[] {
  return found.look.memories.flatMap((memory): readonly Change[] => {
    const { target } = memory
    const state = standing(found, memory, disk)
    if (state?.kind !== 'text' || !state.text.startsWith(ownershipMark)) return []
    const after = withoutMark(state.text) ?? ''
    const { digest: before, text: beforeText } = state
    return [
      { target, path: targetPath(target, disk.places), before, beforeText, base: after, after, via: null, entries: [] },
    ]
  })
}
