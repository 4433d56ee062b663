import type { EngineKey } from '../../shared/engine.ts'

/** Why a plan is shown; it decides the dialog's words, and what follows a success. */
export type PlanPurpose =
  /** The big switch. */
  | 'switch'
  /** The engine joins or leaves the switch. */
  | 'include'
  | 'exclude'
  /** The list of mirrors and the files differ, or someone else changed them. */
  | 'again'

/** The one dialog that may be open. */
export type Dialog =
  | {
      readonly kind: 'plan'
      readonly to: 'on' | 'off'
      /** Null for all that the switch covers. */
      readonly engines: readonly EngineKey[] | null
      readonly purpose: PlanPurpose
    }
  | { readonly kind: 'mirror'; /** Its place in the list; null for a new one. */ readonly index: number | null }
  | { readonly kind: 'proof'; readonly engine: EngineKey }
  | { readonly kind: 'settings' }
  /** A file was changed behind our back: look first, then decide. */
  | { readonly kind: 'drift'; readonly engine: EngineKey }
  /** What using a profile would change. */
  | { readonly kind: 'profile'; readonly name: string }
  | { readonly kind: 'profiles' }
  /** What was handed over; null where it is still to be pasted. */
  | { readonly kind: 'offer'; readonly text: string | null }
  | { readonly kind: 'by-hand' }
  | { readonly kind: 'history' }
  | { readonly kind: 'doctor' }
  /** What is known of an image in a mirror. */
  | { readonly kind: 'image'; /** URL. */ readonly mirror: string; readonly repository: string }
  /** Runs a mirror on this machine. */
  | { readonly kind: 'host' }
  | { readonly kind: 'collector'; readonly mirror: string }
  /** Measures the mirrors of an upstream. */
  | { readonly kind: 'speed'; readonly upstream: string }
