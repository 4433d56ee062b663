import { unifiedDiff } from '../../shared/diff.ts'
import type { Choice, EngineKey } from '../../shared/engine.ts'
import { ownLines } from '../../shared/engines/own-lines.ts'
import { asAppError } from '../../shared/errors.ts'
import type { EngineReading, HelperRequest } from '../../shared/helper-protocol.ts'
import type { Plan } from '../../shared/plan.ts'
import { targetKey } from '../../shared/targets.ts'
import { planView } from '../switching/plan-view.ts'
import { targetsOf } from '../switching/target-view.ts'
import type { Workplace } from '../switching/place.ts'
import { planFor, survey, type Survey } from '../switching/survey.ts'
import { choiceOf } from './toggle.ts'

type Read = Extract<HelperRequest, { verb: 'read' }>

/** What root sees of engines that the asker may not look at: digests, what is loaded, and our own entries. */
export async function read({ set, engines }: Read, place: Workplace): Promise<readonly EngineReading[]> {
  const choice = await choiceOf(set, place.system.disk)
  const keys = engines.map((id): EngineKey => ({ id, scope: 'system' }))
  const found = await Promise.all(keys.map((key) => survey(place, key, choice)))
  return await Promise.all(
    found.filter((one) => one !== null).map((one) => readingOf(one, set === null ? 'off' : 'on', choice, place)),
  )
}

async function readingOf(found: Survey, to: 'on' | 'off', choice: Choice, place: Workplace): Promise<EngineReading> {
  const { key, facts } = found
  const plan = planFor(found, to, choice)
  const view = planView(to, [plan])
  const loaded = await loadedBy(found, choice, place)
  return {
    engine: key,
    version: facts.version?.text ?? null,
    loaded,
    targets: targetsOf(found, choice, place.system.disk),
    changes: view.changes.map((change, at) => ({ ...change, diff: ownPart(plan.changes[at]!, found) })),
    reloads: view.reloads,
    refused: view.refused,
    // They may quote what others have written.
    notes: [],
  }
}

// podman would set up root's storage to answer, and reads its files at every pull; docker has said it with its facts.
async function loadedBy(
  { key, pair, facts }: Survey,
  choice: Choice,
  { system }: Workplace,
): Promise<EngineReading['loaded']> {
  if (key.id === 'podman') return { kind: 'silent', notice: null }
  try {
    const said = await pair.reach.loaded(system, facts, choice)
    return { kind: said.kind, notice: said.kind === 'loaded' ? null : said.notice }
  } catch (error) {
    return { kind: 'silent', notice: asAppError(error).notice }
  }
}

// A file that is there may hold what not everyone may read, whatever its mode: a directory above may be closed.
function ownPart({ target, path, beforeText, after, entries }: Plan['changes'][number], { look }: Survey): string {
  if (beforeText === null) return unifiedDiff(path, null, after)
  const former = ownLines(target, look.files.originals.get(targetKey(target))?.entries ?? [])
  const now = ownLines(target, entries)
  const lines = (list: readonly string[], without: readonly string[], sign: string): readonly string[] =>
    list.filter((entry) => !without.includes(entry)).map((entry) => `${sign}${entry}\n`)
  return [`--- ${path}\n+++ ${path}\n`, ...lines(former, now, '-'), ...lines(now, former, '+')].join('')
}
