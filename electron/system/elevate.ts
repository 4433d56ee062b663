import { failure } from '../../shared/errors.ts'
import type { Action, HelperAnswer, HelperRequest } from '../../shared/helper-protocol.ts'
import type { Notice } from '../../shared/notice.ts'

/** The way to root: one request, one answer. */
export interface HelperLine {
  /** Null where requests can be made; else why not, and what to do. Starts nothing. */
  hindrance(): Promise<Notice | null>
  /** Throws what kept the request from an answer, or what the helper refused it for. */
  ask(action: Action, request: HelperRequest): Promise<Exclude<HelperAnswer, { kind: 'refused' }>>
}

/** The helper of this machine, by pkexec or sudo. */
export const helperLine: HelperLine = {
  hindrance: () => Promise.reject(failure('unexpected', { why: 'to come' })),
  ask: () => Promise.reject(failure('unexpected', { why: 'to come' })),
}
