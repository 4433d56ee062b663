import type { Code, Notice } from '../../shared/notice.ts'

/** The likeliest next step, as a button can take it. */
export type Remedy =
  | 'add-mirror'
  | 'edit-mirror'
  | 'look'
  | 'turn-on'
  | 'turn-off'
  | 'prove'
  | 'copy-command'
  /** Plan again, or ask again: the person mends something outside first. */
  | 'again'

/** What a mirror showed when it was asked; most is mended in its URL. */
const mirrorsAnswers: ReadonlySet<Code> = new Set([
  'mirror-silent',
  'mirror-stalls',
  'mirror-portal',
  'mirror-redirects',
  'mirror-gone',
  'mirror-refused',
  'mirror-nobody',
  'mirror-no-route',
  'mirror-name-unknown',
  'mirror-name-silent',
  'mirror-hangs-up',
  'mirror-untrusted',
  'mirror-not-a-registry',
  'mirror-cut-short',
  'mirror-wants-https',
  'mirror-speaks-tls',
  'mirror-speaks-http',
  'mirror-needs-login',
])

const remedies: Partial<Readonly<Record<Code, Remedy>>> = {
  'no-mirrors': 'add-mirror',
  'mirror-portal': 'again',
  'mirror-redirects': 'again',
  'mirror-needs-login': 'again',
  'docker-path': 'edit-mirror',
  'podman-ipv6': 'edit-mirror',
  'changed-outside': 'look',
  'mirrors-pending': 'turn-on',
  'podman-service-stale': 'turn-on',
  'docker-not-loaded': 'turn-on',
  'not-configured': 'turn-on',
  'docker-still-loaded': 'turn-off',
  'docker-reads-each-pull': 'prove',
  'needs-root': 'copy-command',
  'needs-approval': 'turn-on',
  // The same again is likelier to help than the command that these name too.
  'elevation-late': 'again',
  'approval-refused': 'again',
}

/** What to offer for a notice; most are mended outside Pullcord, then tried again. */
export function remedyFor(notice: Notice): Remedy {
  return ownRemedyFor(notice.code) ?? (commandOf(notice) === null ? 'again' : 'copy-command')
}

/** The command that a notice's next step says to run; a command that is only spoken of is none. */
export function commandOf({ values, hint }: Notice): string | null {
  const { command } = values
  return typeof command === 'string' && command !== '' && hint.includes(command) ? command : null
}

/** Whether a person closed the password dialog: a choice of theirs, and no failure. */
export function isDismissed(notice: Notice | null): boolean {
  return notice?.code === 'approval-dismissed'
}

/** The remedy only where Pullcord itself can take the step. */
export function ownRemedyFor(code: Code): Remedy | null {
  return remedies[code] ?? (isMirrorsAnswer(code) ? 'edit-mirror' : null)
}

const questions: ReadonlySet<Code> = new Set(['docker-pending-edits', 'podman-service-stale'])

/** Whether something was left undone only for want of a yes. */
export function needsYes(code: Code): boolean {
  return questions.has(code)
}

/** Whether turning on was refused because of a mirror's answer, so that a person may insist. */
export function isMirrorsAnswer(code: Code): boolean {
  return mirrorsAnswers.has(code) || code.startsWith('certificate-')
}
