import type { EngineStatus } from '../../../shared/contract.ts'
import type { Check, CheckId } from '../../../shared/doctor.ts'
import { engineIds, sameKey, type EngineId } from '../../../shared/engine.ts'
import type { Code, Notice } from '../../../shared/notice.ts'
import { awaitedYes, type Plan } from '../../../shared/plan.ts'
import { planFor, type Survey } from '../../switching/survey.ts'
import { check, type Exam, type Scene } from './scene.ts'

/** Where the doctor lists what planning and status say already; each rule stands there once. */
const places: Partial<Readonly<Record<Code, CheckId>>> = {
  'podman-outranked': 'outranked',
  'podman-blocked': 'outranked',
  'strict-elsewhere': 'outranked',
  'podman-longer': 'outranked',
  'podman-silenced': 'user-config',
  'podman-environment': 'user-config',
  'podman-directory-link': 'user-config',
  'docker-flag-clash': 'flags',
  'docker-other-config': 'flags',
  'docker-hub-only': 'version',
  'docker-path': 'version',
  'docker-path-classic': 'version',
  'docker-classic-builds-only': 'version',
  'docker-rootless-loopback': 'version',
  'docker-desktop-loopback': 'version',
  'docker-desktop-hub-only': 'version',
  'docker-desktop-path': 'version',
  'docker-desktop-tls': 'version',
  'podman-ipv6': 'version',
  'docker-not-loaded': 'service',
  'docker-still-loaded': 'service',
  'docker-silent': 'service',
  'docker-desktop-sleeps': 'service',
  'docker-elsewhere': 'machine',
  'docker-pending-edits': 'service',
  'docker-not-running': 'service',
  'docker-no-socket-permission': 'service',
  'changed-outside': 'drift',
  'mirrors-pending': 'drift',
  'engine-gone': 'drift',
}

/** What each engine can have told; a check of which nothing was told is well. */
const families: readonly (readonly [CheckId, readonly EngineId[]])[] = [
  ['files', engineIds],
  ['outranked', ['podman']],
  ['user-config', ['podman']],
  ['flags', ['docker']],
  ['version', engineIds],
  ['service', engineIds],
  ['drift', engineIds],
]

/** What planning “on” would refuse or remark, and what status says. */
export const toldExam: Exam = {
  id: 'files',
  async look(scene) {
    const [{ engines }, surveys] = await Promise.all([scene.status(), scene.surveys()])
    return surveys.flatMap((one) => {
      const status = engines.find((engine) => sameKey(engine, one.key))
      return status ? checksOf(one, status, scene) : []
    })
  },
}

type Told = { readonly said: Notice; readonly result: Check['result']; readonly id?: CheckId }

function checksOf(found: Survey, status: EngineStatus, scene: Scene): readonly Check[] {
  const plan = found.absent ? null : planFor(found, 'on', scene.settings)
  const restarts = (plan?.reloads ?? []).flatMap(({ how, consent }) => (how === 'restart' && consent ? consent : []))
  const told = unique([...planned(plan, restarts), ...stated(status)]).map((one) => asRestart(one, restarts))
  return families.flatMap(([id, engines]) => {
    // Below another root nothing runs that could hold something else than the files.
    if (!engines.includes(found.key.id) || (id === 'service' && !scene.desk.place.system.processes)) return []
    const mine = told.flatMap((one) => (placeOf(one) === id ? toCheck(id, one, found, status) : []))
    return mine.length > 0 ? mine : [check(id, found.key, '')]
  })
}

// An engine that was removed has no plan: it is told of by status.
function planned(plan: Plan | null, restarts: readonly Notice[]): readonly Told[] {
  if (!plan) return []
  const stale = plan.changes.length === 0 ? restarts : []
  const pending = awaitedYes(plan)
  return [
    ...plan.refused.map(({ notice }): Told => ({ said: notice, result: 'problem' })),
    ...stale.map((said): Told => ({ said, result: 'problem' })),
    ...[...(pending ? [pending] : []), ...plan.notes].map((said): Told => ({ said, result: 'note' })),
  ]
}

function stated({ state, notice, notes }: EngineStatus): readonly Told[] {
  const bad = state === 'problem' || state === 'changed-outside' || state === 'cannot'
  const main: readonly Told[] = notice ? [{ said: notice, result: bad ? 'problem' : 'note' }] : []
  return [...main, ...notes.map((said): Told => ({ said, result: 'note' }))]
}

// Whatever it is that holds an old configuration until it is started anew: no mirror is used before that.
function asRestart(one: Told, restarts: readonly Notice[]): Told {
  const isOne = restarts.some(({ message }) => message === one.said.message)
  return isOne ? { ...one, result: 'problem', id: 'service' } : one
}

// A problem that is nowhere listed is one of a file; a remark that is nowhere listed is for the plan alone.
function placeOf({ said, result, id }: Told): CheckId | null {
  return id ?? places[said.code] ?? (result === 'problem' ? 'files' : null)
}

// What an engine that the switch does not cover suffers from keeps nobody's mirror from being used.
function toCheck(id: CheckId, { said, result }: Told, { key }: Survey, { chosen }: EngineStatus): Check {
  const { path, mirror, flag } = said.values
  const subject = String(path ?? mirror ?? flag ?? '')
  if (said.code === 'docker-no-socket-permission') return check(id, key, subject, 'unknown', said)
  return check(id, key, subject, chosen || result !== 'problem' ? result : 'note', said)
}

function unique(told: readonly Told[]): readonly Told[] {
  const sorted = told.toSorted((a, b) => Number(b.result === 'problem') - Number(a.result === 'problem'))
  return sorted.filter(({ said }, at) => sorted.findIndex((other) => other.said.message === said.message) === at)
}
