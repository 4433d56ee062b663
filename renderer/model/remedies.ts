import type { Code } from '../../shared/notice.ts'

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

const remedies: Partial<Readonly<Record<Code, Remedy>>> = {
  'no-mirrors': 'add-mirror',
  'mirror-silent': 'edit-mirror',
  'mirror-portal': 'again',
  'mirror-gone': 'edit-mirror',
  'mirror-untrusted': 'edit-mirror',
  'mirror-not-a-registry': 'edit-mirror',
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
}

/** What to offer for a notice; most are mended outside Pullcord, then tried again. */
export function remedyFor(code: Code): Remedy {
  return remedies[code] ?? 'again'
}

/** The remedy only where Pullcord itself can take the step. */
export function ownRemedyFor(code: Code): Remedy | null {
  return remedies[code] ?? null
}

const harms: ReadonlySet<Code> = new Set([
  'mirror-silent',
  'mirror-portal',
  'mirror-gone',
  'mirror-untrusted',
  'mirror-not-a-registry',
  'mirror-needs-login',
])

/** Whether turning on was refused because of a mirror's answer, so that a person may insist. */
export function isMirrorsAnswer(code: Code): boolean {
  return harms.has(code)
}
