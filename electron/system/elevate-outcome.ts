import { AppError } from '../../shared/errors.ts'
import { protocolVersion, type HelperAnswer, type HelperRequest } from '../../shared/helper-protocol.ts'
import { mirrorOptions } from '../../shared/mirror-options.ts'
import { notice, type Notice } from '../../shared/notice.ts'
import type { Heard } from './elevate-talk.ts'

/** An answer that is not a refusal. */
export type Granted = Exclude<HelperAnswer, { kind: 'refused' }>

/** What one way to root came to. `closed`: it could not even ask, so another may be tried; the notice says why. */
export type Outcome =
  | { readonly kind: 'granted'; readonly answer: Granted }
  | { readonly kind: 'failed'; readonly notice: Notice }
  | { readonly kind: 'closed'; readonly notice: Notice }

const kinds = { approve: 'approved', toggle: 'switched', restore: 'restored', read: 'read' } as const

const failed = (said: Notice): Outcome => ({ kind: 'failed', notice: said })
const closed = (said: Notice): Outcome => ({ kind: 'closed', notice: said })

/**
 * What pkexec meant. Its own codes are 126 and 127, which a helper may have used as well: only the mark tells them
 * apart, and the words on stderr tell 127 from 127 [polkit 122 and 126, pkexec(1)].
 */
export function outcomeOfPkexec(heard: Heard, request: HelperRequest, command: string): Outcome {
  if (heard.kind !== 'ended') return outcomeOf(heard, request, command)
  const { code, stderr } = heard
  // A signal before anything was answered: Ctrl+C reaches pkexec as well as us.
  if (code === null || code === 126 || code === 130 || code === 143) return failed(notice('approval-dismissed'))
  if (code !== 127) return failed(broken(code, stderr))
  const why = reason(stderr)
  if (/no authentication agent|textual authentication agent/i.test(stderr))
    return closed(notice('no-agent', { command }))
  if (/not authorized/i.test(stderr)) return failed(notice('approval-refused', { why, command }))
  if (/^Error accessing/im.test(stderr)) return failed(notice('helper-missing', { path: why }))
  return closed(notice('elevation-impossible', { why, command }))
}

/** What sudo meant. `asked`: whether it could ask for a password; without, a missing one closes the way. */
export function outcomeOfSudo(heard: Heard, request: HelperRequest, command: string, asked: boolean): Outcome {
  if (heard.kind !== 'ended') return outcomeOf(heard, request, command)
  const { code, stderr } = heard
  if (code === null || code === 130 || code === 143) return failed(notice('approval-dismissed'))
  // sudo's own failures end with 1, and so may a helper’s [sudo(8), exit value]: sudo signs its lines.
  if (code !== 1 || !/^(sudo:|Sorry, |.*\bsudoers\b)/im.test(stderr)) return failed(broken(code, stderr))
  const why = reason(stderr)
  return asked
    ? failed(notice('sudo-refused', { why, command }))
    : closed(notice('elevation-impossible', { why, command }))
}

function outcomeOf(heard: Exclude<Heard, { kind: 'ended' }>, request: HelperRequest, command: string): Outcome {
  if (heard.kind === 'answer') return outcomeOfAnswer(heard.line, request)
  switch (heard.why) {
    case 'cancelled':
      return failed(notice('approval-dismissed'))
    case 'hung':
      return failed(notice('polkit-silent', { command }))
    case 'late':
      return failed(notice('elevation-late', { command }))
    case 'too-long':
      return failed(notice('helper-broken', { why: 'its answer has no end' }))
  }
}

function outcomeOfAnswer(line: string, request: HelperRequest): Outcome {
  try {
    const answer = JSON.parse(line) as HelperAnswer
    if (answer.version !== protocolVersion)
      return failed(notice('helper-other-version', { ours: protocolVersion, theirs: String(answer.version) }))
    if (answer.kind === 'refused') return failed(answer.notice)
    if (answer.kind !== kinds[request.verb]) throw new Error(`it answered “${answer.kind}” to “${request.verb}”`)
    return { kind: 'granted', answer }
  } catch (error) {
    return failed(notice('helper-broken', { why: (error as Error).message }))
  }
}

function broken(code: number, stderr: string): Notice {
  const why = reason(stderr)
  return notice('helper-broken', { why: why === '' ? `it ended with ${code}` : `${why} (it ended with ${code})` })
}

// The last line says it; pkexec adds to some that the incident has been reported.
function reason(stderr: string): string {
  const lines = stderr.split('\n').map((line) => line.trim())
  return lines.findLast((line) => line !== '' && !/incident has been reported/i.test(line))?.slice(0, 300) ?? ''
}

/** The answer, or what stood against it as a failure. */
export function unwrap(outcome: Outcome): Granted {
  if (outcome.kind === 'granted') return outcome.answer
  throw new AppError(outcome.notice)
}

/** What a person can type to have the same done without any of this. */
export function commandFor(request: HelperRequest): string {
  switch (request.verb) {
    case 'approve': {
      if (request.choice === null) return 'sudo pullcord approve --revoke'
      const options = [
        request.choice.keepTheirs ? '' : ' --drop-theirs',
        request.choice.strict ? ' --strict' : '',
        request.only ? ' --only' : '',
        request.acceptRisks ? ' --accept-risks' : '',
      ]
      return `sudo pullcord approve${mirrorOptions(request.choice.mirrors)}${options.join('')}`
    }
    case 'toggle':
      return `sudo pullcord ${request.set === null ? 'off' : 'on'} --engine ${request.engines.join(',')} --scope system`
    case 'restore':
      if (request.what.kind === 'entry') return `sudo pullcord undo ${request.what.id}`
      if (request.what.kind === 'everything') return 'sudo pullcord uninstall'
      return `sudo pullcord drift keep --engine ${request.what.engine} --scope system`
    case 'read':
      return 'sudo pullcord verify --scope system'
  }
}
