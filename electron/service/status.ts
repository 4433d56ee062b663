import type { EngineState, EngineStatus, MirrorHealth, Proof, Status } from '../../shared/contract.ts'
import { formatKey, sameKey, type Effective, type EngineKey } from '../../shared/engine.ts'
import { notice, type Notice } from '../../shared/notice.ts'
import { redactUrl, upstreamsOf, type Mirror } from '../../shared/registry.ts'
import type { Settings } from '../../shared/settings.ts'
import { isStrictLimit } from '../../shared/strict.ts'
import { targetPath } from '../../shared/targets.ts'
import type { Loaded } from '../engines/reach.ts'
import { changedOutside, holdsOurs } from '../switching/outside.ts'
import { targetsOf } from '../switching/target-view.ts'
import { isNamed, planFor, type Survey } from '../switching/survey.ts'

/** What was found out about one engine. */
export interface Finding {
  readonly survey: Survey
  /** What the engine says; null where it was not asked. */
  readonly loaded: Loaded | null
  readonly proof: Proof | null
}

/** The health of a mirror that nobody has asked. */
export const neverAsked: MirrorHealth = { health: 'unknown', latencyMs: null, at: null, notice: null }

/** Puts all findings into words. */
export function makeStatus(
  findings: readonly Finding[],
  settings: Settings,
  chosen: readonly EngineKey[],
  health: (mirror: Mirror) => MirrorHealth,
): Status {
  const engines = findings.map((finding) =>
    engineStatus(
      finding,
      settings,
      chosen.some((key) => sameKey(key, finding.survey.key)),
    ),
  )
  return {
    switch: position(engines),
    strict: settings.strict,
    engines,
    mirrors: settings.mirrors.map((mirror) => ({ ...mirror, ...health(mirror) })),
  }
}

const inUse: readonly EngineState[] = ['configured', 'loaded', 'proven']

function position(engines: readonly EngineStatus[]): Status['switch'] {
  const counted = engines.filter(({ chosen, state }) => chosen && state !== 'cannot')
  if (
    counted.length > 0 &&
    counted.every(({ state, notice: said }) => inUse.includes(state) && said?.code !== 'mirrors-pending')
  )
    return 'on'
  return counted.some(isPartly) ? 'mixed' : 'off'
}

// Something of ours is in force, or was until someone else came.
function isPartly({ state, mirrors, notice: said }: EngineStatus): boolean {
  return (
    state === 'changed-outside' ||
    mirrors.length > 0 ||
    said?.code === 'mirrors-pending' ||
    said?.code === 'engine-gone'
  )
}

function engineStatus(finding: Finding, settings: Settings, chosen: boolean): EngineStatus {
  const { survey, proof } = finding
  const { key, pair, facts, look, place } = survey
  const { disk } = place.system
  const effective = pair.pure.effective(look.files, facts, disk.places)
  const { state, why, notes } = judge(finding, effective, settings, chosen)
  const used = settings.mirrors.filter((mirror) => isNamed(mirror, effective, survey))
  return {
    ...key,
    instance: key.instance ?? 'default',
    found: facts.found ?? [],
    version: facts.version?.text ?? null,
    chosen,
    state,
    notice: why,
    // Whoever types docker there never meets what stands here.
    notes: facts.id === 'docker' && facts.elsewhere ? [...notes, facts.elsewhere] : notes,
    targets: targetsOf(survey, settings, disk),
    mirrors: used.map(({ upstream, url, insecure }) => ({ upstream, url, insecure })),
    effective: effective.endpoints.map(({ upstream, endpoint }) => ({ upstream, endpoint: redactUrl(endpoint) })),
    strict: effective.closed ?? [],
    proof: state === 'proven' ? proof : null,
    accepted: [],
  }
}

type Judgement = { readonly state: EngineState; readonly why: Notice | null; readonly notes: readonly Notice[] }

function judge(
  { survey, loaded, proof }: Finding,
  effective: Effective,
  settings: Settings,
  chosen: boolean,
): Judgement {
  const { pair, facts, look, key, place } = survey
  const { disk } = place.system
  const say = (state: EngineState, why: Notice | null = null, notes: readonly Notice[] = []): Judgement => ({
    state,
    why,
    notes,
  })
  const pending = notice('mirrors-pending', { engine: formatKey(key) })
  if (survey.hangs) return say('problem', survey.hangs)
  if (effective.problem) return say('problem', effective.problem)
  const support = settings.mirrors.map((mirror) => ({ mirror, told: pair.pure.supports(mirror, facts) }))
  const refusals = support.flatMap(({ told }) => (told.ok ? (told.note ?? []) : told.notice))
  const usable = support.filter(({ told }) => told.ok).map(({ mirror }) => mirror)
  if (settings.mirrors.length > 0 && usable.length === 0) return say('cannot', refusals[0] ?? null)

  const [drifted] = changedOutside(survey, null, disk)
  const inPlace = look.memories.some((memory) => holdsOurs(survey, memory, disk))
  if (survey.absent) return say('problem', notice('engine-gone', { engine: key.id }))
  const on = planFor(survey, 'on', settings)
  const stale = on.reloads.flatMap(({ how, consent }) => (how === 'restart' && consent ? consent : []))
  if (drifted && on.changes.length > 0) {
    return say(
      'changed-outside',
      notice('changed-outside', { path: targetPath(drifted.target, disk.places) }),
      refusals,
    )
  }
  const named = usable.filter((mirror) => isNamed(mirror, effective, survey))
  // The list was changed while on: what is in force is ours, though no longer what the list says.
  if (inPlace && (named.length < usable.length || usable.length === 0)) return say('configured', pending, refusals)
  if (inPlace && on.changes.length > 0 && isOtherwiseClosed(usable, effective, settings))
    return say('configured', pending, refusals)
  if (usable.length === 0 || named.length === 0) {
    const left = stillLoaded(loaded, survey, usable)
    if (left) return say('problem', notice('docker-still-loaded', { mirror: left }))
    return say(chosen ? 'off' : 'not-set-up', chosen ? null : (facts.aside ?? null), [
      ...refusals,
      ...byHand(effective, settings),
    ])
  }
  if (named.length < usable.length || !leads(usable, effective, survey)) {
    return say('configured', pending, refusals)
  }
  const limits = on.notes.filter(isStrictLimit)
  const notes = [...stale, ...limits, ...refusals, ...(look.memories.length === 0 ? byHand(effective, settings) : [])]
  if (loaded?.kind === 'missing') return say('problem', loaded.notice, notes)
  if (proof) return say('proven', null, notes)
  if (loaded?.kind === 'loaded') return say('loaded', null, notes)
  return say('configured', loaded?.kind === 'silent' ? loaded.notice : null, notes)
}

// What may ask an upstream and should not, or the other way round. What an engine cannot do is no change of its plan.
function isOtherwiseClosed(usable: readonly Mirror[], { closed = [] }: Effective, { strict }: Settings): boolean {
  return upstreamsOf(usable).some((upstream) => closed.includes(upstream) !== strict)
}

// Ours come first for each upstream, in our order.
function leads(usable: readonly Mirror[], { endpoints }: Effective, { pair, facts }: Survey): boolean {
  return upstreamsOf(usable).every((upstream) => {
    const ours = usable.filter((mirror) => mirror.upstream === upstream).map((mirror) => pair.pure.spell(mirror, facts))
    const named = endpoints.filter((endpoint) => endpoint.upstream === upstream)
    return ours.every((endpoint, at) => named[at]?.endpoint === endpoint)
  })
}

function byHand({ endpoints }: Effective, { mirrors }: Settings): readonly Notice[] {
  const ours = upstreamsOf(mirrors)
  const found = upstreamsOf(endpoints).filter((upstream) => ours.includes(upstream))
  return found.map((upstream) => notice('still-mirrored', { upstream }))
}

function stillLoaded(loaded: Loaded | null, { facts, look }: Survey, usable: readonly Mirror[]): string | null {
  if (loaded === null || facts.id !== 'docker' || look.memories.length > 0) return null
  const now = facts.running?.loaded?.mirrors ?? []
  return usable.find(({ url }) => now.includes(url))?.url ?? null
}
