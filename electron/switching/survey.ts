import { assumedFacts, type EngineSpec } from '../../shared/engine-spec.ts'
import { formatKey, type Choice, type Desired, type Effective, type EngineKey } from '../../shared/engine.ts'
import { desiredInGuest, inGuest } from '../../shared/engines/in-guest.ts'
import { tracesOf } from '../../shared/engines/traces.ts'
import { AppError, failure } from '../../shared/errors.ts'
import type { EngineFacts } from '../../shared/facts.ts'
import { notice, type Notice } from '../../shared/notice.ts'
import { refuse, type Plan } from '../../shared/plan.ts'
import type { Mirror } from '../../shared/registry.ts'
import { ownerOf } from '../../shared/targets.ts'
import { readFiles, recallIfAllowed, type Look } from '../system/read-files.ts'
import type { System } from '../system/system.ts'
import { engines, type EnginePair } from './engines.ts'
import { placeFor, type Workplace } from './place.ts'

/** An engine that is here, with all that planning needs. */
export interface Survey {
  readonly key: EngineKey
  /** Where it was looked at: this machine, or one inside it. */
  readonly place: Workplace
  readonly pair: EnginePair
  readonly facts: EngineFacts
  /** It was removed from the machine while it was on: only “off” makes sense, by what is remembered. */
  readonly absent: boolean
  /** It did not answer in time: what is known of it may be wrong. Null where it did. */
  readonly hangs: Notice | null
  readonly look: Look
}

// The slowest that answers takes half a second on an idle machine; one that hangs holds up nobody else.
const detectMs = 8_000

/** Looks at one engine: its facts and its files. Null where it is not on this machine. */
export async function survey(from: Workplace, key: EngineKey, choice: Choice): Promise<Survey | null> {
  const place = await placeFor(from, key)
  const { system, specs, inside } = place
  const { pure, reach } = engines[key.id]
  if (!pure.scopes.includes(key.scope)) throw failure('scope-impossible', { engine: key.id, scope: key.scope })
  const pair = inside ? pairInGuest({ pure, reach }, inside.hostAddress) : { pure, reach }
  const spec = specs?.find(({ id, instance }) => id === key.id && instance === key.instance)
  const detected = system.processes ? await within(detectMs, reach.detect(system, key.scope)) : null
  const hangs = detected === late ? notice('engine-hangs', { engine: formatKey(key), seconds: detectMs / 1000 }) : null
  const seen = detected === late ? assumedFacts({ id: key.id, version: null, store: null }, key.scope) : detected
  const said = system.processes ? null : await saidOf(system, spec ?? null, specs === null, key)
  const facts = seen ?? said ?? (await rememberedFacts(system, key))
  if (!facts) return null
  const known: EngineFacts = key.instance === undefined ? facts : { ...facts, instance: key.instance }
  return {
    key,
    place,
    pair,
    facts: known,
    absent: !seen && !said,
    hangs,
    look: await lookAt(system, pair, known, choice),
  }
}

function pairInGuest({ pure, reach }: EnginePair, hostAddress: string | null): EnginePair {
  return {
    pure: inGuest(pure, hostAddress),
    reach: {
      ...reach,
      loaded: (system, facts, desired) => reach.loaded(system, facts, desiredInGuest(desired, hostAddress)),
    },
  }
}

const late = Symbol('late')

async function within<T>(ms: number, work: Promise<T>): Promise<T | typeof late> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<typeof late>((resolve) => {
    timer = setTimeout(() => resolve(late), ms)
  })
  return await Promise.race([work, limit]).finally(() => clearTimeout(timer))
}

// Of another root only the files tell what is there, unless it was said.
async function saidOf(
  { disk }: System,
  spec: EngineSpec | null,
  byFiles: boolean,
  { id, scope }: EngineKey,
): Promise<EngineFacts | null> {
  if (!spec && !byFiles) return null
  const traces = tracesOf(id, disk.places).filter((trace) => trace.scope === scope)
  const stand = await Promise.all(traces.map(async ({ directory }) => (await disk.names(directory)) !== null))
  const trace = traces.find((_, at) => stand[at])
  if (!spec && !trace) return null
  const facts = assumedFacts(spec ?? { id, version: null, store: null }, scope, trace?.layout)
  return trace ? { ...facts, found: [notice('found-files', { path: trace.directory })] } : facts
}

// An engine that was removed while it was on still has files of ours, and comes back with them when reinstalled.
async function rememberedFacts({ disk }: System, { id, scope }: EngineKey): Promise<EngineFacts | null> {
  const memories = (await recallIfAllowed(scope, disk)) ?? []
  const mine = memories.find(({ target }) => ownerOf(target) === id)?.target
  if (!mine) return null
  const layout = 'layout' in mine ? mine.layout : undefined
  return assumedFacts({ id, version: null, store: null }, scope, layout)
}

async function lookAt({ disk }: System, { pure }: EnginePair, facts: EngineFacts, choice: Choice): Promise<Look> {
  const targets = pure.targets(facts, desiredOn(choice))
  const look = await readFiles(disk, facts.scope, pure.inputs(facts, disk.places), targets, choice.mirrors)
  return { ...look, memories: look.memories.filter(({ target }) => ownerOf(target) === facts.id) }
}

/** The desired state of "on". */
export function desiredOn({ mirrors, keepTheirs, strict }: Choice): Desired {
  return { mirrors, keepTheirs, strict }
}

/** What would have to change for this engine. */
export function planFor(found: Survey, to: 'on' | 'off', choice: Choice): Plan {
  const cannot = to === 'on' ? inability(found, choice) : null
  if (cannot) return { engine: found.key, changes: [], reloads: [], refused: [refuse(cannot)], notes: [] }
  const desired: Desired =
    to === 'on' ? desiredOn(choice) : { ...desiredOn(choice), mirrors: [], forget: choice.mirrors }
  // Only “off” may take for ours what merely equals ours: “on” finds a person's own entries as they set them.
  const files = to === 'on' ? { ...found.look.files, owned: [] } : found.look.files
  return found.pair.pure.plan(files, desired, found.facts, found.place.system.disk.places)
}

/** Why this engine can use none of the mirrors; null where it can use some, or there are none. */
export function inability({ pair, facts, key, absent, hangs }: Survey, { mirrors }: Choice): Notice | null {
  if (hangs) return hangs
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
  const looks = keys.map((key) => survey(place, key, choice))
  // A machine inside this one may stop between being found and being looked at.
  const found = await Promise.all(mustExist ? looks : looks.map((look) => look.catch(nullIfGone)))
  // A name stands for each scope that its engine is in.
  const isHere = ({ id, instance }: EngineKey): boolean =>
    found.some((one) => one?.key.id === id && one.key.instance === instance)
  const absent = keys.find((key) => !isHere(key))
  if (absent && mustExist) throw failure('engine-absent', { engine: formatKey(absent) })
  return found.filter((one) => one !== null)
}

function nullIfGone(error: unknown): null {
  if (error instanceof AppError && ['guest-absent', 'guest-silent'].includes(error.notice.code)) return null
  throw error
}
