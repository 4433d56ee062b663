import type { MirrorStatus, PlanView, Status } from '../../shared/contract.ts'
import { engineName, machineName, nameWords } from '../../shared/engine-names.ts'
import { formatKey, keyOf, type EngineKey } from '../../shared/engine.ts'
import { ailing, ailingWords } from '../../shared/mirrors/ailing.ts'
import type { Notice } from '../../shared/notice.ts'
import { isOfStrict, strictOutcome } from '../../shared/strict.ts'
import type { PolicyView } from '../../shared/policy.ts'
import { upstreamsOf } from '../../shared/registry.ts'
import { stateWords } from '../../shared/state-words.ts'

/** A few sentences that say what is true now. */
export function sentence(status: Status): readonly string[] {
  const { profile, policy } = status
  return [
    ...whatHolds(status),
    ...(profile ? [`Profile: ${profile.name}${profile.changed ? ', changed' : ''}.`] : []),
    ...(policy ? policyLines(policy) : []),
  ]
}

function policyLines({ path, damage, lock, locks }: PolicyView): readonly string[] {
  if (damage) return noticeLines(damage)
  const fixed = [...(lock === null ? [] : [`switch ${lock}`]), ...locks]
  return fixed.length === 0 ? [] : [`Set by your administrator in ${path}: ${fixed.join(', ')}.`]
}

function whatHolds(status: Status): readonly string[] {
  const upstreams = upstreamsOf(status.mirrors)
  if (status.mirrors.length === 0 && status.switch === 'off') {
    return [
      'Off. No mirror is set.',
      'Set one up: pullcord setup. Or name one: pullcord on --mirror docker.io=http://HOST:PORT',
    ]
  }
  const ways = upstreams.map(
    (upstream) =>
      `${upstream} via ${status.mirrors
        .filter((mirror) => mirror.upstream === upstream)
        .map(({ url }) => url)
        .join(', then ')}`,
  )
  if (status.mirrors.length === 0) return ['Partly on: mirrors that are no longer on the list are still in force.']
  if (status.switch === 'off') return [`Off: pulls go straight to ${upstreams.join(', ')}.`]
  return [`${stateWords.en.switch[status.switch]}: ${ways.join('; ')}.`, ...strictLines(status), ...harmLines(status)]
}

function strictLines(status: Status): readonly string[] {
  const { closed, open } = strictOutcome(status)
  return [
    ...(closed.length > 0
      ? [`Strict: nothing goes to ${closed.join(', ')} ${closed.length === 1 ? 'itself' : 'themselves'}.`]
      : []),
    ...(open.length > 0 ? [`Strict, but not for ${open.map((engine) => formatKey(keyOf(engine))).join(', ')}.`] : []),
  ]
}

function harmLines(status: Status): readonly string[] {
  return ailing(status).map(({ harm, hosts }) => ailingWords.en[harm](hosts.join(', ')))
}

/** A line for each mirror; how each answered lately, by its URL, stands at the end. */
export function mirrorLines(
  mirrors: readonly MirrorStatus[],
  sparks: ReadonlyMap<string, string> = new Map(),
): readonly string[] {
  return mirrors.flatMap(({ upstream, url, insecure, ca, health, latencyMs, notice }) => {
    const tls = insecure ? '  TLS not verified' : ca ? '  own authority' : ''
    const told = health === 'unknown' ? '' : `  ${health}${latencyMs === null ? '' : ` ${latencyMs} ms`}`
    const lately = sparks.get(url) ?? ''
    return [
      `${upstream} → ${url}${tls}${told}${lately === '' ? '' : `  ${lately}`}`,
      ...(notice ? noticeLines(notice) : []),
    ]
  })
}

/** What happened, and below it the next step. */
export function noticeLines({ message, hint }: Notice): readonly string[] {
  return [`  ${message}`, ...(hint === '' ? [] : [`  ${hint}`])]
}

/** A plan: what changes, what reloads, what is refused, what to know. */
export function planLines({ changes, reloads, refused, notes }: PlanView): readonly string[] {
  if (changes.length === 0 && reloads.length === 0 && refused.length === 0) {
    return ['Nothing to do.', ...told(notes)]
  }
  const first = notes.filter(({ notice }) => isOfStrict(notice))
  return [
    ...told(first),
    ...changes.flatMap(({ engine, diff }) => [...inside(engine), diff.trimEnd()]),
    ...reloads.flatMap(({ engine, how, stops, consent }) => [
      how === 'SIGHUP' ? `${nameOf(engine)} reloads; containers go on running.` : restart(engine, stops),
      ...(consent ? noticeLines(consent) : []),
    ]),
    ...refused.flatMap(({ engine, notice }) => [`${formatKey(engine)} is left alone:`, ...noticeLines(notice)]),
    ...told(notes.filter((note) => !first.includes(note))),
  ]
}

// The same path stands in every machine.
function inside(engine: EngineKey): readonly string[] {
  const machine = machineName(engine)
  return machine === null ? [] : [`In ${machine}:`]
}

function restart(engine: EngineKey, stops: readonly string[]): string {
  if (engine.id === 'podman') return `${nameOf(engine)}’s API service is restarted.`
  return `${nameOf(engine)} is restarted${stops.length === 0 ? '' : `, which stops ${stops.join(', ')}`}.`
}

function nameOf(engine: EngineKey): string {
  return engineName(engine, [], nameWords.en)
}

function told(notes: readonly { readonly engine: EngineKey; readonly notice: Notice }[]): readonly string[] {
  return notes.flatMap(({ engine, notice }) => [`${formatKey(engine)}:`, ...noticeLines(notice)])
}
