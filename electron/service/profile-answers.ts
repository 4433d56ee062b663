import type { ProfileCalls } from '../../shared/profiles/contract.ts'
import type { Answers } from './calls.ts'
import type { Desk } from './desk.ts'

const edits = () => import('./profiles/edit.ts')
const use = () => import('./profiles/use.ts')
const exchange = () => import('./profiles/exchange.ts')

/** The calls about profiles, import and export; each part is loaded when it is asked for. */
export const profileAnswers = (desk: Desk): Answers<ProfileCalls> => ({
  'profile.save': async ({ name }) => (await edits()).saveProfile(desk, name),
  'profile.rename': async ({ name, to }) => (await edits()).renameProfile(desk, name, to),
  'profile.remove': async ({ name }) => (await edits()).removeProfile(desk, name),
  'profile.plan': async ({ name }) => (await use()).planProfile(desk, name),
  'profile.use': (order) => desk.inTurn(async () => (await use()).useProfile(desk, order)),
  'exchange.write': async () => (await exchange()).writeExchange(desk),
  'exchange.look': async ({ text }) => (await exchange()).lookAtOffer(desk, text),
  'exchange.take': async (order) => (await exchange()).takeOffer(desk, order),
  'import.look': async () => (await import('./profiles/by-hand.ts')).lookByHand(desk),
  'import.take': (order) => desk.inTurn(async () => (await import('./profiles/take-over.ts')).takeOver(desk, order)),
})
