import type { PlanView, SwitchReport } from '../contract.ts'
import type { Settings } from '../settings.ts'
import type { ByHand, TakeOver } from './by-hand.ts'
import type { Offer } from './offer.ts'

/** Calls about profiles, about what is handed from one to another, and about what was configured by hand. */
export interface ProfileCalls {
  /** Keeps the list as it stands under this name, in the place of one of the same name. */
  'profile.save': { in: { readonly name: string }; out: Settings }
  'profile.rename': { in: { readonly name: string; readonly to: string }; out: Settings }
  /** Forgets a profile; the list and the files stay. */
  'profile.remove': { in: { readonly name: string }; out: Settings }
  /** What using it would change in files: nothing while the switch is off. */
  'profile.plan': { in: { readonly name: string }; out: PlanView }
  /** Puts it into the list; while the switch is on, the files follow by the same rules as `switch.set`. */
  'profile.use': {
    in: { readonly name: string; readonly expect: string | null; readonly accept: boolean; readonly check: boolean }
    out: SwitchReport
  }
  /** The list and the profiles, as a file and as a link. */
  'exchange.write': { in: Record<string, never>; out: { readonly text: string; readonly link: string } }
  /** What taking a file or a link would do. Nothing is done. */
  'exchange.look': { in: { readonly text: string }; out: Offer }
  /** Takes it into the list; `expect` is the offer’s id. No engine is switched by it. */
  'exchange.take': { in: { readonly text: string; readonly expect: string }; out: Settings }
  /** What is configured by hand in the engines’ files. */
  'import.look': { in: Record<string, never>; out: ByHand }
  /** Takes it over; `expect` is the id of what was found. */
  'import.take': { in: { readonly expect: string }; out: TakeOver }
}
