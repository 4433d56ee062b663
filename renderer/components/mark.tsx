import type { EngineState, Health } from '../../shared/contract.ts'
import type { Outcome } from '../../shared/pulls/pull.ts'

/** What a mark means beside its shape; each tone is one colour. */
export type Tone = 'on' | 'quiet' | 'warning' | 'danger'

/** From hollow to checked, a rounder shape knows more; corners want a look. */
type Shape = 'hollow' | 'dashed' | 'half' | 'full' | 'checked' | 'triangle' | 'slashed' | 'octagon' | 'note'

const shapes: Readonly<Record<Shape, React.ReactNode>> = {
  hollow: <circle className="outline" cx="8" cy="8" r="5.25" />,
  dashed: <circle className="outline dashed" cx="8" cy="8" r="5.25" />,
  half: (
    <>
      <circle className="outline" cx="8" cy="8" r="5.25" />
      <path d="M8 2.75a5.25 5.25 0 0 0 0 10.5z" />
    </>
  ),
  full: <circle cx="8" cy="8" r="6" />,
  checked: (
    <>
      <circle cx="8" cy="8" r="7" />
      <path className="cut" d="m4.9 8.2 2.2 2.2 4-4.4" />
    </>
  ),
  triangle: (
    <>
      <path d="M8 1.6 15 14H1z" />
      <path className="cut" d="M8 6.2v3.4M8 11.6v.2" />
    </>
  ),
  slashed: (
    <>
      <circle className="outline" cx="8" cy="8" r="5.25" />
      <path className="outline" d="m4.4 11.6 7.2-7.2" />
    </>
  ),
  note: (
    <>
      <circle className="outline" cx="8" cy="8" r="6.25" />
      <path className="outline" d="M8 7.4v3.8M8 4.9v.2" />
    </>
  ),
  octagon: (
    <>
      <path d="M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1z" />
      <path className="cut" d="M8 4.4v4.2M8 11.2v.2" />
    </>
  ),
}

/** What goes before a sentence of each tone. */
export const toneLooks: Readonly<Record<Tone, readonly [Shape, Tone]>> = {
  on: ['checked', 'on'],
  quiet: ['note', 'quiet'],
  warning: ['triangle', 'warning'],
  danger: ['octagon', 'danger'],
}

/** How each step of a longer piece of work looks. */
export const stepLooks: Readonly<Record<'waiting' | 'running' | 'done' | 'failed', readonly [Shape, Tone]>> = {
  waiting: ['hollow', 'quiet'],
  running: ['half', 'quiet'],
  done: ['checked', 'on'],
  failed: ['octagon', 'danger'],
}

/** How each state of an engine looks. */
export const stateLooks: Readonly<Record<EngineState, readonly [Shape, Tone]>> = {
  off: ['hollow', 'quiet'],
  'not-set-up': ['dashed', 'quiet'],
  configured: ['half', 'on'],
  loaded: ['full', 'on'],
  proven: ['checked', 'on'],
  'changed-outside': ['triangle', 'warning'],
  cannot: ['slashed', 'quiet'],
  problem: ['octagon', 'danger'],
}

/** How each health of a mirror looks. */
export const healthLooks: Readonly<Record<Health, readonly [Shape, Tone]>> = {
  up: ['full', 'quiet'],
  unknown: ['dashed', 'quiet'],
  'needs-login': ['triangle', 'warning'],
  silent: ['octagon', 'danger'],
  portal: ['triangle', 'warning'],
  gone: ['octagon', 'danger'],
  untrusted: ['octagon', 'danger'],
  'not-a-registry': ['octagon', 'danger'],
}

/** How each outcome of a pull looks. */
export const outcomeLooks: Readonly<Record<Outcome, readonly [Shape, Tone]>> = {
  'mirror-hit': ['full', 'on'],
  'mirror-miss': ['half', 'on'],
  'mirror-up-to-date': ['checked', 'on'],
  bypassed: ['triangle', 'warning'],
  upstream: ['slashed', 'warning'],
  unknown: ['dashed', 'quiet'],
}

/** A small shape for a state; the word beside it says the same to a screen reader. */
export function Mark({ look: [shape, tone] }: { readonly look: readonly [Shape, Tone] }) {
  return (
    <svg className="mark" data-tone={tone} viewBox="0 0 16 16" aria-hidden="true">
      {shapes[shape]}
    </svg>
  )
}
