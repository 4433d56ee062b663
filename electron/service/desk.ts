import type { Status } from '../../shared/contract.ts'
import type { Settings } from '../../shared/settings.ts'
import type { HelperLine } from '../system/elevate.ts'
import type { Workplace } from '../switching/place.ts'
import type { Tasks } from './tasks.ts'

/** What all use cases work with. */
export interface Desk {
  readonly place: Workplace
  /** The same place on a disk that refuses to be written. */
  readonly looking: Workplace
  readonly helper: HelperLine
  settings(): Promise<Settings>
  /** Reads everything anew, and tells whoever listens. */
  status(): Promise<Status>
  /** The same, but only if someone listens. */
  announce(): Promise<void>
  /** One mutation at a time; a failed one does not hold up the next. */
  inTurn<T>(work: () => Promise<T>): Promise<T>
  /** Changes the settings in turn, and tells whoever listens. */
  saved(edit: (settings: Settings) => Settings): Promise<Settings>
  readonly tasks: Tasks
}
