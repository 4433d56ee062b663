import type { Notice } from './notice.ts'
import type { Mirror, Upstream } from './registry.ts'

/** A list of mirrors that an administrator has allowed for the system's engines; told by its content. */
export interface ApprovedSet {
  /** 16 hex digits of the SHA-256 of mirrors, `keepTheirs` and `strict`: the same list has the same id anywhere. */
  readonly id: string
  readonly mirrors: readonly Mirror[]
  readonly keepTheirs: boolean
  readonly strict: boolean
  /** ISO 8601. */
  readonly at: string
  /** The number of the user who asked for it. */
  readonly by: number
  /** Codes of the risks that were accepted with it. */
  readonly risks: readonly string[]
}

/**
 * Whether the system's engines can be switched from here with the mirrors of the list. `root`: no leave is needed.
 * `approved`: without a password. `needed`: once an administrator has said yes. `unavailable`: only by the command
 * that the notice names.
 */
export interface Approval {
  readonly kind: 'root' | 'approved' | 'needed' | 'unavailable'
  /** Why, and what to do; null where nothing is to be done. */
  readonly notice: Notice | null
  /** The mirrors of the list as the password dialog will show them; the word `strict` before them where it is. */
  readonly mirrors: readonly string[]
  /** What approving them risks; to be shown before the yes. */
  readonly risks: readonly Notice[]
  /** All that is approved now. */
  readonly sets: readonly {
    readonly id: string
    readonly upstreams: readonly Upstream[]
    /** In the same words. */
    readonly mirrors: readonly string[]
    readonly at: string
    readonly by: number
    /** Whether it is the list as it stands. */
    readonly current: boolean
  }[]
}
