import type { Status } from '../../shared/contract.ts'
import type { Notice } from '../../shared/notice.ts'
import type { Settings } from '../../shared/settings.ts'
import type { Link } from '../core/session.ts'
import type { Locale } from '../locales/locale.ts'
import type { Dialog } from './dialog.ts'

/** What went wrong with a call; null notice where the line to the core was lost. */
export interface Trouble {
  readonly notice: Notice | null
}

/** The views that have a tab, in their order. */
export const views = ['switch', 'pulls', 'mirror'] as const

export type View = (typeof views)[number] | 'gitlab'

/** All that the window shows; everything else is worked out from it. */
export interface WindowState {
  readonly link: Link
  /** Null until the core has spoken. */
  readonly status: Status | null
  readonly settings: Settings | null
  readonly locale: Locale
  /** Milliseconds since 1970, as of the last event or focus: what is "today" does not tick. */
  readonly now: number
  /** Whether the mirrors are being asked for their health. */
  readonly probing: boolean
  /** What the window shows below its bar. */
  readonly view: View
  readonly dialog: Dialog | null
  readonly trouble: Trouble | null
}
