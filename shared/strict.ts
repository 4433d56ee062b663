import type { EngineState, EngineStatus, Status } from './contract.ts'
import type { Code, Notice } from './notice.ts'
import type { Upstream } from './registry.ts'

/** What planning says of an engine that cannot be strict, or not by its files alone. */
const limits: readonly Code[] = ['strict-docker-list', 'strict-docker-classic', 'strict-rancher', 'strict-buildkit']

/** Whether a note says that an engine goes on to the upstream in strict mode too. */
export function isStrictLimit({ code }: Notice): boolean {
  return limits.some((limit) => limit === code)
}

/** Whether a note says what strict mode will mean; such are read before what changes. */
export function isOfStrict({ code }: Notice): boolean {
  return code.startsWith('strict-')
}

/** What strict mode has come to. */
export interface StrictOutcome {
  /** Upstreams that no engine under the switch asks itself any more. */
  readonly closed: readonly Upstream[]
  /** Engines in use that still go on to an upstream of their mirrors. */
  readonly open: readonly EngineStatus[]
}

const inUse: readonly EngineState[] = ['configured', 'loaded', 'proven']

/** Sums up what engines make of strict mode; nothing where it is not on. */
export function strictOutcome({ strict, engines, mirrors }: Status): StrictOutcome {
  const counted = strict ? engines.filter((engine) => engine.chosen || inUse.includes(engine.state)) : []
  const used = counted.filter(({ state }) => inUse.includes(state))
  const isOpen = (engine: EngineStatus, upstream: Upstream): boolean => !engine.strict.includes(upstream)
  return {
    closed:
      used.length === 0 || used.length < counted.length
        ? []
        : upstreamsIn(mirrors).filter((upstream) => !used.some((engine) => isOpen(engine, upstream))),
    open: used.filter((engine) => upstreamsIn(mirrors).some((upstream) => isOpen(engine, upstream))),
  }
}

// Not that of registry.ts: with it the window would load every sentence before its first paint.
function upstreamsIn(mirrors: Status['mirrors']): readonly Upstream[] {
  return [...new Set(mirrors.map(({ upstream }) => upstream))]
}
