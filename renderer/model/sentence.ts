import type { EngineState, EngineStatus, Status } from '../../shared/contract.ts'
import type { EngineKey } from '../../shared/engine.ts'
import { ailing } from '../../shared/mirrors/ailing.ts'
import type { Locale } from '../locales/locale.ts'
import { strictOutcome } from '../../shared/strict.ts'
import { clock } from './clock.ts'
import { engineNames, isInForce } from './engine-names.ts'
import { type Way, waysOf } from './ways.ts'

/** A sentence that names more engines than these is no sentence; it counts them. */
const fewNames = 3

/** What is true now: where pulls go, how we know, and what needs a look. */
export interface Telling {
  readonly where: readonly string[]
  readonly how: readonly string[]
  readonly trouble: readonly string[]
}

/** Says a status in one or two plain sentences; `now` decides what is "today". */
export function tell(status: Status, { words, tag }: Locale, now: number): Telling {
  const name = engineNames(status, words.names)
  const names = (engines: readonly EngineKey[]): string =>
    engines.length > fewNames ? words.hero.many(engines.length) : words.list(engines.map(name))
  const inForce = status.engines.filter(isInForce)
  const inState = (state: EngineState): readonly EngineStatus[] =>
    status.engines.filter((engine) => engine.chosen && engine.state === state)
  const say = ({ upstreams, hosts, engines }: Way): string =>
    words.hero.through(words.list(upstreams), upstreams.length, words.list(hosts), engines && names(engines))
  const isOff = status.switch === 'off'
  const { closed, open } = isOff ? { closed: [], open: [] } : strictOutcome(status)
  const rest = status.engines.filter(({ chosen, state }) => chosen && (state === 'off' || state === 'not-set-up'))
  return {
    where: isOff
      ? off(status, words)
      : [
          ...waysOf(inForce).map(say),
          ...(closed.length > 0 ? [words.hero.onlyMirrors(words.list(closed), closed.length)] : []),
          ...(rest.length > 0 ? [words.hero.straight(names(rest), rest.length)] : []),
        ],
    how: isOff ? [] : knownHow(inForce, names, words, (at) => clock(at, now, tag)),
    trouble: [
      ...ailing(status).map(({ harm, hosts }) => words.hero.harm[harm](words.list(hosts))),
      ...(open.length > 0 ? [words.hero.stillOpen(names(open), open.length)] : []),
      ...troubles(inState, names, words),
    ],
  }
}

function troubles(
  inState: (state: EngineState) => readonly EngineStatus[],
  names: (engines: readonly EngineStatus[]) => string,
  words: Locale['words'],
): readonly string[] {
  return (['changed-outside', 'problem', 'cannot'] as const)
    .filter((state) => inState(state).length > 0)
    .map((state) => words.hero.trouble[state](names(inState(state)), inState(state).length))
}

function off(status: Status, words: Locale['words']): readonly string[] {
  const own = status.engines.flatMap(({ notes }) => notes.filter(({ code }) => code === 'still-mirrored'))
  const upstreams = [...new Set(own.map(({ values }) => String(values['upstream'])))]
  const sends = waysOf([{ id: 'podman', scope: 'user', mirrors: status.mirrors }]).map((way) =>
    words.hero.sends(words.list(way.upstreams), words.list(way.hosts)),
  )
  return [
    upstreams.length > 0 ? words.hero.ownSetting(words.list(upstreams), upstreams.length) : words.hero.allStraight,
    sends.length > 0 ? words.hero.would(sends) : words.hero.noMirror,
  ]
}

function knownHow(
  engines: readonly EngineStatus[],
  names: (engines: readonly EngineStatus[]) => string,
  words: Locale['words'],
  time: (iso: string) => string,
): readonly string[] {
  const byTime = Map.groupBy(
    engines.filter(({ state }) => state === 'proven'),
    ({ proof }) => (proof ? time(proof.at) : null),
  )
  const said = [...byTime].map(([at, who]) => words.hero.provenWith(names(who), at))
  const loaded = engines.filter(({ state }) => state === 'loaded')
  const configured = engines.filter(({ state }) => state === 'configured')
  return [
    ...said,
    ...(loaded.length > 0 ? [words.hero.loadedBy(names(loaded))] : []),
    ...(configured.length > 0 ? [words.hero.configuredFor(names(configured))] : []),
  ]
}
