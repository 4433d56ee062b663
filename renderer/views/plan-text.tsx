import type { ReactNode } from 'react'
import type { PlanView } from '../../shared/contract.ts'
import { formatKey } from '../../shared/engine.ts'
import { NoticeText } from '../components/notice-text.tsx'
import { engineNames } from '../model/engine-names.ts'
import { isOfStrict } from '../../shared/strict.ts'
import { type PlanSummary, promise } from '../model/plan-summary.ts'
import { useWindowState } from '../state/use-app.ts'
import { ChangeText } from './change-text.tsx'
import { RefusalText } from './refusal-text.tsx'

interface Props {
  readonly plan: PlanView
  readonly summary: PlanSummary
  readonly consented: ReadonlySet<number>
  readonly onConsent: (at: number) => void
  /** What must be allowed first; between the promise and its details. */
  readonly children?: ReactNode
}

/** A plan as a promise: the line that sums it up, each file with its diff, what is left alone, what needs a yes. */
export function PlanText({ plan, summary, consented, onConsent, children }: Props) {
  const { status, locale } = useWindowState()
  const { words, say } = locale
  const name = engineNames(status, words.names)
  return (
    <>
      <p className="promise" aria-live="polite">
        {promise(summary, plan.to, words, name)}
      </p>
      {plan.notes.filter(isFirst).map(shown)}
      {children}
      {plan.refused.map((refusal) => (
        <RefusalText key={`${formatKey(refusal.engine)} ${refusal.path} ${refusal.notice.message}`} refusal={refusal} />
      ))}
      {plan.changes.map((change) => (
        <ChangeText key={`${formatKey(change.engine)} ${change.path}`} change={change} to={plan.to} />
      ))}
      {plan.notes.filter((note) => !isFirst(note)).map(shown)}
      {summary.consents.length > 0 && (
        <fieldset>
          <legend>{words.plan.consent}</legend>
          {summary.consents.map((consent, at) => {
            const { message, hint } = say(consent)
            return (
              <label key={consent.code + consent.message} className="choice">
                <input type="checkbox" checked={consented.has(at)} onChange={() => onConsent(at)} />
                <span>
                  {message} <span className="aside">{hint}</span>
                </span>
              </label>
            )
          })}
        </fieldset>
      )}
    </>
  )
}

type Note = PlanView['notes'][number]

// What strict mode will mean is read before what changes for it.
function isFirst({ notice }: Note): boolean {
  return isOfStrict(notice)
}

function shown({ engine, notice }: Note): ReactNode {
  return (
    <NoticeText
      key={`${formatKey(engine)} ${notice.message}`}
      notice={notice}
      tone={isOfStrict(notice) ? 'warning' : 'quiet'}
    />
  )
}
