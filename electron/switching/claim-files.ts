import type { EngineReport } from '../../shared/contract.ts'
import type { Choice, EngineKey } from '../../shared/engine.ts'
import { failure } from '../../shared/errors.ts'
import { beginMemory, remember } from '../system/originals.ts'
import type { Claim } from './claim.ts'
import { placeFor, type Workplace } from './place.ts'
import { note } from './record.ts'
import { reportOn } from './report.ts'

/**
 * Remembers files as ours, as if we had written what stands in them: from then on “off” takes our entries out and
 * leaves the rest. The files themselves are not touched.
 */
export async function claimFiles(
  from: Workplace,
  key: EngineKey,
  choice: Choice,
  claims: readonly Claim[],
): Promise<EngineReport> {
  const place = await placeFor(from, key)
  const { disk } = place.system
  return await disk.locked(key.scope, async () => {
    const states = await Promise.all(claims.map(async (claim) => ({ claim, now: await disk.read(claim.path) })))
    const changed = states.find(({ claim, now }) => now.kind !== 'text' || !claim.memory.written.includes(now.digest))
    if (changed) throw failure('offer-stale')
    await beginMemory(key.scope, disk)
    for (const { memory } of claims) {
      const { attributes, closed } = await disk.inspect(memory.target)
      await remember({ ...memory, attributes, ...(closed && { closed: true }) }, disk)
    }
    const changes = claims.map(({ path, memory: { written } }) => ({
      path,
      before: written[0] ?? null,
      after: written[0] ?? null,
    }))
    const { by } = place
    const notes = await note(disk, {
      by,
      verb: 'import',
      engine: key,
      from: choice,
      to: choice,
      changes,
      again: false,
      failure: null,
    })
    return reportOn(key, true, null, notes)
  })
}
