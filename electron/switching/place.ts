import type { EngineSpec } from '../../shared/engine-spec.ts'
import type { EngineId, EngineKey, Scope } from '../../shared/engine.ts'
import { failure } from '../../shared/errors.ts'
import type { Who } from '../../shared/history.ts'
import type { Notice } from '../../shared/notice.ts'
import type { System } from '../system/system.ts'

/** A machine inside this one, which runs. */
export interface Guest {
  readonly instance: string
  /** Root’s view of it. */
  readonly system: System
  /** What this machine’s own loopback is called in there; null where it cannot be reached. */
  readonly hostAddress: string | null
}

/** A machine inside this one, as far as files and processes tell of it. */
export interface FoundGuest {
  readonly instance: string
  readonly running: boolean
  /** Engines to look for in it, in system scope. */
  readonly engines: readonly EngineId[]
  readonly why: Notice
}

/** How machines inside this one are found and opened. None is started by it. */
export interface Guests {
  find(): Promise<readonly FoundGuest[]>
  open(instance: string): Promise<Guest | null>
}

/** A clipboard that holds a text for so many seconds, unless something else is copied first. */
export interface Clipboard {
  copyFor(text: string, seconds: number): Promise<void>
}

/** What came of a question: a person’s answer, or that nobody can be asked here. */
export type Answer = 'yes' | 'no' | 'nobody'

/** Asks a person where no page can draw, and none can answer. */
export type Confirm = (question: Notice) => Promise<Answer>

/** What the service works on: one machine, or the files of another root with the engines said to be there. */
export interface Workplace {
  readonly system: System
  /** Engines named on the command line, in order; null for those found. */
  readonly specs: readonly EngineSpec[] | null
  readonly scope: Scope | null
  /** Who the journal says it was. */
  readonly by: Who
  /** Absent where this machine alone is looked at. */
  readonly guests?: Guests
  /** The clipboard of the desktop that we are a window of; absent where programs must be asked. */
  readonly clipboard?: Clipboard
  /** How a person is asked before a secret is handed on; absent where no page speaks, and a person typed what is done. */
  readonly confirm?: Confirm
  /** The guest that `system` is; absent for this machine. */
  readonly inside?: Guest
  /** Lets others change their files while one waits for its engine; absent where one is switched by itself. */
  readonly aside?: <T>(wait: () => Promise<T>) => Promise<T>
}

/** Waits for an engine, and lets others go on with their files meanwhile. */
export async function meanwhile<T>({ aside }: Workplace, wait: () => Promise<T>): Promise<T> {
  return await (aside ? aside(wait) : wait())
}

/** The place that a key means: this machine, or the one inside it that its instance names. */
export async function placeFor(place: Workplace, { instance }: EngineKey): Promise<Workplace> {
  if (instance === place.inside?.instance) return place
  const inside = instance === undefined ? null : ((await place.guests?.open(instance)) ?? null)
  if (!inside) throw failure('guest-absent', { instance: instance ?? '' })
  return { ...place, system: inside.system, inside }
}
