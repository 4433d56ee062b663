import type { EngineStatus, MirrorStatus, PlanView, Status } from '../../shared/contract.ts'
import { formatKey, type EngineKey } from '../../shared/engine.ts'
import type { Notice } from '../../shared/notice.ts'
import { stateWords } from '../../shared/state-words.ts'

const shapes: Readonly<Record<EngineStatus['state'], string>> = {
  off: '○',
  'not-set-up': '○',
  configured: '●',
  loaded: '●',
  proven: '●',
  'changed-outside': '▲',
  cannot: '–',
  problem: '▲',
}

/** One or two sentences that say what is true now. */
export function sentence(status: Status): readonly string[] {
  const upstreams = [...new Set(status.mirrors.map(({ upstream }) => upstream))]
  if (status.mirrors.length === 0 && status.switch === 'off') {
    return ['Off. No mirror is set.', 'Name one: pullcord on --mirror docker.io=http://HOST:PORT']
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
  return [`${stateWords.en.switch[status.switch]}: ${ways.join('; ')}.`]
}

/** A line for each engine, its reason and remedy below. */
export function engineLines(engines: readonly EngineStatus[]): readonly string[] {
  return engines.flatMap(({ id, scope, version, state, notice, notes, proof }) => {
    const since = proof ? ` at ${new Date(proof.at).toLocaleTimeString()} by ${proof.image}` : ''
    const line = `${shapes[state]} ${`${id} ${version ?? ''}`.padEnd(16)} ${scope.padEnd(7)} ${stateWords.en.state[state]}${since}`
    return [line, ...(notice ? noticeLines(notice) : []), ...notes.flatMap(noticeLines)]
  })
}

/** A line for each mirror. */
export function mirrorLines(mirrors: readonly MirrorStatus[]): readonly string[] {
  return mirrors.flatMap(({ upstream, url, insecure, ca, health, latencyMs, notice }) => {
    const tls = insecure ? '  TLS not verified' : ca ? '  own authority' : ''
    const told = health === 'unknown' ? '' : `  ${health}${latencyMs === null ? '' : ` ${latencyMs} ms`}`
    return [`${upstream} → ${url}${tls}${told}`, ...(notice ? noticeLines(notice) : [])]
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
  return [
    ...changes.map(({ diff }) => diff.trimEnd()),
    ...reloads.flatMap(({ engine, how, consent }) => [
      how === 'SIGHUP' ? `${engine.id} reloads; containers go on running.` : `${engine.id}’s API service is restarted.`,
      ...(consent ? noticeLines(consent) : []),
    ]),
    ...refused.flatMap(({ engine, notice }) => [`${formatKey(engine)} is left alone:`, ...noticeLines(notice)]),
    ...told(notes),
  ]
}

function told(notes: readonly { readonly engine: EngineKey; readonly notice: Notice }[]): readonly string[] {
  return notes.flatMap(({ engine, notice }) => [`${formatKey(engine)}:`, ...noticeLines(notice)])
}
