import { assumedFacts, type EngineSpec } from '../../shared/engine-spec.ts'
import {
  formatKey,
  type Choice,
  type Desired,
  type Effective,
  type EngineKey,
  type Scope,
} from '../../shared/engine.ts'
import type { EngineFacts } from '../../shared/facts.ts'
import { failure } from '../../shared/errors.ts'
import type { Who } from '../../shared/history.ts'
import { notice, type Notice } from '../../shared/notice.ts'
import { refuse, type Plan } from '../../shared/plan.ts'
import type { Mirror } from '../../shared/registry.ts'
import { ownerOf } from '../../shared/targets.ts'
import { readFiles, recallIfAllowed, type Look } from '../system/read-files.ts'
import type { System } from '../system/system.ts'
import { engines, type EnginePair } from './engines.ts'

/** What the service works on: one machine, or the files of another root with the engines said to be there. */
export interface Workplace {
  readonly system: System
  /** Engines named on the command line, in order; null for those found. */
  readonly specs: readonly EngineSpec[] | null
  readonly scope: Scope | null
  /** Who the journal says it was. */
  readonly by: Who
}

/** An engine that is here, with all that planning needs. */
export interface Survey {
  readonly key: EngineKey
  readonly pair: EnginePair
  readonly facts: EngineFacts
  /** It was removed from the machine while it was on: only “off” makes sense, by what is remembered. */
  readonly absent: boolean
  readonly look: Look
}

/** Looks at one engine: its facts and its files. Null where it is not on this machine. */
export async function survey({ system, specs }: Workplace, key: EngineKey, choice: Choice): Promise<Survey | null> {
  const pair = engines[key.id]
  if (!pair.pure.scopes.includes(key.scope)) throw failure('scope-impossible', { engine: key.id, scope: key.scope })
  const spec = specs?.find(({ id }) => id === key.id)
  const detected = system.processes ? await pair.reach.detect(system, key.scope) : null
  const said = spec && !system.processes ? assumedFacts(spec, key.scope) : null
  const facts = detected ?? said ?? (await rememberedFacts(system, key))
  if (!facts) return null
  return { key, pair, facts, absent: !detected && !said, look: await lookAt(system, pair, facts, choice) }
}

// An engine that was removed while it was on still has files of ours, and comes back with them when reinstalled.
async function rememberedFacts({ disk }: System, { id, scope }: EngineKey): Promise<EngineFacts | null> {
  const memories = (await recallIfAllowed(scope, disk)) ?? []
  const some = memories.some(({ target }) => ownerOf(target) === id)
  return some ? assumedFacts({ id, version: null, store: null }, scope) : null
}

async function lookAt({ disk }: System, { pure }: EnginePair, facts: EngineFacts, choice: Choice): Promise<Look> {
  const targets = pure.targets(facts, desiredOn(choice))
  const look = await readFiles(disk, facts.scope, pure.inputs(facts, disk.places), targets, choice.mirrors)
  return { ...look, memories: look.memories.filter(({ target }) => ownerOf(target) === facts.id) }
}

/** The desired state of "on". */
export function desiredOn({ mirrors, keepTheirs }: Choice): Desired {
  return { mirrors, keepTheirs }
}

/** What would have to change for this engine. */
export function planFor(found: Survey, to: 'on' | 'off', choice: Choice, system: System): Plan {
  const cannot = to === 'on' ? inability(found, choice) : null
  if (cannot) return { engine: found.key, changes: [], reloads: [], refused: [refuse(cannot)], notes: [] }
  const desired: Desired =
    to === 'on' ? desiredOn(choice) : { ...desiredOn(choice), mirrors: [], forget: choice.mirrors }
  // Only “off” may take for ours what merely equals ours: “on” finds a person's own entries as they set them.
  const files = to === 'on' ? { ...found.look.files, owned: [] } : found.look.files
  return found.pair.pure.plan(files, desired, found.facts, system.disk.places)
}

/** Why this engine can use none of the mirrors; null where it can use some, or there are none. */
export function inability({ pair, facts, key, absent }: Survey, { mirrors }: Choice): Notice | null {
  if (absent) return notice('engine-absent', { engine: formatKey(key) })
  const told = mirrors.map((mirror) => pair.pure.supports(mirror, facts))
  return told.some(({ ok }) => ok) ? null : (told.flatMap((one) => (one.ok ? [] : one.notice))[0] ?? null)
}

/** Whether the files name this mirror for its upstream, in the engine's own spelling. */
export function isNamed(mirror: Mirror, { endpoints }: Effective, { pair, facts }: Survey): boolean {
  const spelled = pair.pure.spell(mirror, facts)
  return endpoints.some(({ upstream, endpoint }) => upstream === mirror.upstream && endpoint === spelled)
}

/** The surveys of all keys that are on this machine; an engine asked for by name must be. */
export async function surveyAll(
  place: Workplace,
  keys: readonly EngineKey[],
  choice: Choice,
  mustExist: boolean,
): Promise<readonly Survey[]> {
  const found = await Promise.all(keys.map((key) => survey(place, key, choice)))
  const absent = keys.find((_, at) => found[at] === null)
  if (absent && mustExist) throw failure('engine-absent', { engine: formatKey(absent) })
  return found.filter((one) => one !== null)
}
