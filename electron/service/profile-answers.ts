import type { ProfileCalls } from '../../shared/profiles/contract.ts'
import type { Answers } from './calls.ts'
import type { Desk } from './desk.ts'

/** The calls about profiles, import and export; each part is loaded when it is asked for. */
export const profileAnswers = (_desk: Desk): Answers<ProfileCalls> => ({})
