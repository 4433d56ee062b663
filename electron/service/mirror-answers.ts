import type { MirrorCalls } from '../../shared/mirrors/contract.ts'
import type { Answers } from './calls.ts'
import type { Desk } from './desk.ts'

/** The calls that measure and order mirrors; each part is loaded when it is asked for. */
export const mirrorAnswers = (_desk: Desk): Answers<MirrorCalls> => ({})
