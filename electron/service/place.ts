import { statSync } from 'node:fs'
import { parseEngineSpec, type EngineSpec } from '../../shared/engine-spec.ts'
import type { Scope } from '../../shared/engine.ts'
import { AppError, failure } from '../../shared/errors.ts'
import { openSystem } from '../system/open.ts'
import { whoAsks } from '../system/who.ts'
import type { Guests, Workplace } from '../switching/place.ts'
import type { System } from '../system/system.ts'

/** Options as they were typed: `root` a directory, `engine` specs with commas or repeated, `scope` a word. */
export interface PlaceOptions {
  readonly root?: unknown
  readonly engine?: unknown
  readonly scope?: unknown
}

// Loaded when somebody looks: root's helper and another root have none.
function guestsOf(system: System): Guests {
  let opened: Promise<Guests> | null = null
  const guests = (): Promise<Guests> =>
    (opened ??= import('../guests/guests.ts').then((loaded) => loaded.guestsOf(system)))
  return { find: async () => (await guests()).find(), open: async (instance) => (await guests()).open(instance) }
}

/** The place that a command line names. */
export function placeOf({ root, engine, scope }: PlaceOptions): Workplace {
  if (typeof root === 'string' && !statSync(root, { throwIfNoEntry: false })?.isDirectory())
    throw failure('root-missing', { path: root })
  const system = openSystem(typeof root === 'string' ? root : null)
  return {
    system,
    specs: specsOf(engine),
    scope: scopeOf(scope),
    by: whoAsks(system.disk.uid, process.env),
    ...(system.processes && { guests: guestsOf(system) }),
  }
}

function specsOf(engine: unknown): readonly EngineSpec[] | null {
  const named = (Array.isArray(engine) ? engine : []).flatMap((text) => String(text).split(','))
  const specs = named.filter((text) => text !== '').map((text) => parseEngineSpec(text))
  if (specs.length === 0) return null
  return specs.map((spec) => {
    if (!spec.ok) throw new AppError(spec.notice)
    return spec.value
  })
}

function scopeOf(scope: unknown): Scope | null {
  if (scope === undefined) return null
  if (scope === 'user' || scope === 'system') return scope
  throw failure('usage', { why: `${JSON.stringify(scope)} is no scope: user or system.`, help: '--help' })
}
