import type { EngineReport } from '../../../shared/contract.ts'
import { asAppError, failure } from '../../../shared/errors.ts'
import type { TakeOver } from '../../../shared/profiles/by-hand.ts'
import type { Settings } from '../../../shared/settings.ts'
import { claimFiles } from '../../switching/claim-files.ts'
import { reportOn } from '../../switching/report.ts'
import type { Desk } from '../desk.ts'
import { editSettings } from '../settings-store.ts'
import { findByHand } from './by-hand.ts'

/**
 * Puts what was found by hand on the list, and remembers as ours what is as we would write it. The list comes first:
 * what is ours is then always on it. No file that an engine reads is written.
 */
export async function takeOver(desk: Desk, { expect }: { readonly expect: string }): Promise<TakeOver> {
  const { place } = desk
  const { view, found, added } = await findByHand(desk)
  if (view.id !== expect) throw failure('offer-stale')
  const settings =
    added.length === 0
      ? await desk.settings()
      : await editSettings(place.system.disk, (now): Settings => ({ ...now, mirrors: [...now.mirrors, ...added] }))
  const engines: EngineReport[] = []
  for (const { survey, mirrors, claims } of found) {
    if (claims.length === 0) continue
    const choice = { mirrors, keepTheirs: settings.keepTheirs, strict: false }
    const report = await claimFiles(place, survey.key, choice, claims).catch((error: unknown) =>
      reportOn(survey.key, false, asAppError(error).notice),
    )
    engines.push(report)
  }
  await desk.announce()
  return { settings, engines }
}
