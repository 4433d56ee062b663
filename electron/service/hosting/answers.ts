import type { HostCalls } from '../../../shared/hosting/contract.ts'
import type { Answers } from '../calls.ts'
import type { Desk } from '../desk.ts'

/** The calls about mirrors on this machine; each part is loaded when it is asked for. */
export const hostAnswers = (_desk: Desk): Answers<HostCalls> => ({})
