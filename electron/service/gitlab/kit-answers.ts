import type { KitCalls } from '../../../shared/gitlab/kit-calls.ts'
import type { Answers } from '../calls.ts'
import type { Desk } from '../desk.ts'

export const kitAnswers = (_desk: Desk): Answers<KitCalls> => ({})
