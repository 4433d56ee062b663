import type { ChangeView, EngineStatus, MirrorHealth, PlanView, Status } from '../../shared/contract.ts'
import { unifiedDiff } from '../../shared/diff.ts'
import { type EngineKey, keyOf, sameKey } from '../../shared/engine.ts'
import { notice } from '../../shared/notice.ts'
import { upstreamsOf } from '../../shared/registry.ts'
import type { Settings } from '../../shared/settings.ts'
import { digest, type FakeEngine } from './fake-engines.ts'

/** What a mirror says that nobody has asked, and one that is well. */
export const neverAsked: MirrorHealth = { health: 'unknown', latencyMs: null, at: null, notice: null }
export const isUp: MirrorHealth = { health: 'up', latencyMs: 4, at: '2026-11-23T06:05:00.000Z', notice: null }

/** The change from one text to another; none where they are the same. */
export function changeOf(engine: FakeEngine, before: string | null, after: string | null): readonly ChangeView[] {
  if (before === after) return []
  const { target, path } = engine
  const diff = unifiedDiff(path, before, after)
  return [{ engine: keyOf(engine), target, path, before: digest(before), after: digest(after), diff }]
}

/** Whether an engine is meant: by the keys given, else all but those that are left alone. */
export function isChosen(engine: FakeEngine, keys: readonly EngineKey[] | null): boolean {
  return keys?.some((key) => sameKey(key, engine)) ?? engine.aside === undefined
}

/** An engine as its one file tells it: `written` is what we last wrote there, if anything. */
export function engineStatus(
  engine: FakeEngine,
  text: string | null,
  written: string | undefined,
  settings: Settings,
): EngineStatus {
  const { id, scope, instance = 'default', version, path, aside, found } = engine
  const chosen = isChosen(engine, settings.engines)
  const isOutside = written !== undefined && text !== written
  const rest = aside && !chosen ? 'not-set-up' : 'off'
  const used = settings.mirrors.filter(({ upstream }) => id === 'podman' || upstream === 'docker.io')
  const mirrors = written === undefined || isOutside ? [] : used
  return {
    id,
    scope,
    instance,
    version,
    chosen,
    state: isOutside ? 'changed-outside' : written === undefined ? rest : id === 'docker' ? 'loaded' : 'configured',
    notice: isOutside ? notice('changed-outside', { path }) : rest === 'not-set-up' ? (aside ?? null) : null,
    notes: [],
    targets: [{ path, digest: digest(text), ours: written !== undefined }],
    mirrors,
    effective: mirrors.flatMap(({ upstream, url }) => [
      { upstream, endpoint: url },
      { upstream, endpoint: `https://${upstream}` },
    ]),
    strict: settings.strict && id === 'podman' ? upstreamsOf(mirrors) : [],
    found: found ?? [],
    proof: null,
    accepted: [],
  }
}

/** Where the switch stands, by the engines under it. */
export function position(engines: readonly EngineStatus[]): Status['switch'] {
  const states = engines.filter(({ chosen, state }) => chosen && state !== 'cannot').map(({ state }) => state)
  if (states.every((state) => state === 'off' || state === 'not-set-up')) return 'off'
  return states.every((state) => state === 'configured' || state === 'loaded' || state === 'proven') ? 'on' : 'mixed'
}

/** What a plan says of strict mode: podman’s price, and that docker here cannot follow. */
export function strictNotes(to: 'on' | 'off', { strict, mirrors }: Settings): PlanView['notes'] {
  if (to === 'off' || !strict) return []
  const upstreams = upstreamsOf(mirrors).join(', ')
  return [
    { engine: { id: 'podman', scope: 'user' }, notice: notice('strict-podman', { upstreams }) },
    { engine: { id: 'docker', scope: 'system' }, notice: notice('strict-docker-list', { version: '26.1', upstreams }) },
  ]
}
