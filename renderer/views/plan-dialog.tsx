import { useState } from 'react'
import { Modal } from '../components/modal.tsx'
import { TroubleText } from '../components/trouble-text.tsx'
import { engineNames } from '../model/engine-names.ts'
import { summarize } from '../model/plan-summary.ts'
import { isMirrorsAnswer } from '../model/remedies.ts'
import { useApp, useWindowState } from '../state/use-app.ts'
import { PlanText } from './plan-text.tsx'
import { RemedyButton } from './remedy-button.tsx'
import { ReportText } from './report-text.tsx'
import { type Phase, type PlanIntent, usePlan } from './use-plan.ts'

/** The promise shown before anything is written, its carrying out, and how it went. */
export function PlanDialog({ intent }: { readonly intent: PlanIntent }) {
  const { show } = useApp()
  const { status, locale } = useWindowState()
  const { words } = locale
  const { to, purpose } = intent
  const { phase, apply, again, keepChoice } = usePlan(intent)
  const [consented, setConsented] = useState<ReadonlySet<number>>(new Set())
  const summary = phase.kind === 'planned' || phase.kind === 'applying' ? summarize(phase.plan) : null
  const close = (): void => show(null)
  const accept = summary !== null && summary.consents.length > 0
  const isReady = summary?.canApply === true && summary.consents.every((_, at) => consented.has(at))

  const consent = (at: number): void => {
    const next = new Set(consented)
    if (!next.delete(at)) next.add(at)
    setConsented(next)
  }
  const only = intent.engines?.[0]
  const name = engineNames(status, words.scope)
  const title =
    purpose === 'look' && only
      ? words.plan.look(name(only))
      : only
        ? words.plan.titleFor[to](name(only))
        : words.plan.title[to]

  return (
    <Modal title={phase.kind === 'done' ? reportTitle(phase, words) : title} onClose={close} footer={footer()}>
      <div aria-live="polite">
        {phase.kind === 'planning' && <p>{words.plan.planning}</p>}
        {purpose === 'look' && summary && <p>{to === 'on' ? words.plan.lookOn : words.plan.lookOff}</p>}
        {phase.kind === 'applying' && <p>{words.plan.applying[to]}</p>}
        {phase.kind === 'done' && <ReportText report={phase.report} again={again} />}
        {phase.kind === 'failed' && (
          <TroubleText trouble={phase.trouble}>
            {phase.trouble.notice && <RemedyButton notice={phase.trouble.notice} engine={only ?? null} again={again} />}
          </TroubleText>
        )}
      </div>
      {(phase.kind === 'planned' || phase.kind === 'applying') && summary && (
        <PlanText plan={phase.plan} summary={summary} consented={consented} onConsent={consent} />
      )}
    </Modal>
  )

  function footer() {
    if (phase.kind === 'done') return <DoneButtons phase={phase} />
    if (summary?.isEmpty && (purpose === 'include' || purpose === 'exclude')) {
      return <Close label={words.close} onClick={() => void keepChoice().then(close)} />
    }
    if (summary && !summary.canApply) return <Close label={words.close} onClick={close} />
    const failedPlan = phase.kind === 'failed' ? phase.plan : null
    const canInsist = phase.kind === 'failed' && phase.trouble.notice && isMirrorsAnswer(phase.trouble.notice.code)
    return (
      <>
        {canInsist && failedPlan && (
          <button type="button" className="quiet start" onClick={() => void apply(failedPlan, true, false)}>
            {words.plan.anyway}
          </button>
        )}
        {purpose === 'look' && phase.kind === 'planned' && (
          <button
            type="button"
            className="quiet start"
            onClick={() => show({ ...intent, to: to === 'on' ? 'off' : 'on' })}
          >
            {to === 'on' ? words.plan.lookAtOff : words.plan.lookAtOn}
          </button>
        )}
        <button type="button" disabled={phase.kind === 'applying'} onClick={close}>
          {words.cancel}
        </button>
        {phase.kind !== 'failed' && (
          <button
            type="button"
            className="primary"
            disabled={!isReady || phase.kind === 'applying'}
            onClick={() => phase.kind === 'planned' && void apply(phase.plan, accept, to === 'on')}
          >
            {purpose === 'look' || purpose === 'again' ? words.plan.again[to] : words.plan.title[to]}
          </button>
        )}
      </>
    )
  }
}

function Close({ label, onClick }: { readonly label: string; readonly onClick: () => void }) {
  return (
    <button type="button" className="primary" onClick={onClick}>
      {label}
    </button>
  )
}

/** After all went well, a pull is the only thing left to show. */
function DoneButtons({ phase: { report } }: { readonly phase: Extract<Phase, { kind: 'done' }> }) {
  const { show } = useApp()
  const { words } = useWindowState().locale
  const proven = report.to === 'on' ? report.engines.find(({ failure }) => failure === null) : undefined
  return (
    <>
      {proven && (
        <button type="button" onClick={() => show({ kind: 'proof', engine: proven.engine })}>
          {words.report.prove}
        </button>
      )}
      <Close label={words.close} onClick={() => show(null)} />
    </>
  )
}

function reportTitle(
  { report }: Extract<Phase, { kind: 'done' }>,
  words: ReturnType<typeof useWindowState>['locale']['words'],
) {
  const failures = report.engines.filter(({ failure }) => failure !== null).length
  if (failures === 0) return words.report.done[report.to]
  return failures < report.engines.length ? words.report.partly : words.report.failed
}
