import { useState } from 'react'
import type { SwitchReport } from '../../shared/contract.ts'
import { Modal } from '../components/modal.tsx'
import { TroubleText } from '../components/trouble-text.tsx'
import { engineNames } from '../model/engine-names.ts'
import { summarize } from '../model/plan-summary.ts'
import { isMirrorsAnswer } from '../model/remedies.ts'
import { useApp, useWindowState } from '../state/use-app.ts'
import { ApprovalText } from './approval-text.tsx'
import { Dismissed } from './dismissed.tsx'
import { CloseButton, DoneButtons, failedIn, reportTitle } from './plan-done.tsx'
import { PlanText } from './plan-text.tsx'
import { RemedyButton } from './remedy-button.tsx'
import { ReportText } from './report-text.tsx'
import { type PlanIntent, usePlan } from './use-plan.ts'

/** The promise shown before anything is written, its carrying out, and how it went. */
export function PlanDialog({ intent }: { readonly intent: PlanIntent }) {
  const { show } = useApp()
  const { status, locale } = useWindowState()
  const { words } = locale
  const { to, purpose } = intent
  const { phase, apply, allowAndApply, again, keepChoice } = usePlan(intent)
  const [consented, setConsented] = useState<ReadonlySet<number>>(new Set())
  const [isAccepted, setAccepted] = useState(false)
  const shown = phase.kind === 'planned' || phase.kind === 'asking' || phase.kind === 'applying' ? phase : null
  const summary = shown && summarize(shown.plan, shown.approval)
  const close = (): void => show(null)
  // Whoever has followed is not asked about again.
  const retry = (report: SwitchReport): void => {
    if (intent.engines?.length === 1) again()
    else show({ kind: 'plan', to, engines: failedIn(report), purpose: 'again' })
  }
  const accept = summary !== null && summary.consents.length > 0
  const hasRisks = summary?.needsLeave === true && (shown?.approval?.risks.length ?? 0) > 0
  const isReady =
    summary?.canApply === true && summary.consents.every((_, at) => consented.has(at)) && (!hasRisks || isAccepted)

  const consent = (at: number): void => {
    const next = new Set(consented)
    if (!next.delete(at)) next.add(at)
    setConsented(next)
  }
  const only = intent.engines?.length === 1 ? intent.engines[0] : undefined
  const whom = intent.engines?.map(engineNames(status, words.names))
  const title = whom ? words.plan.titleFor[to](words.list(whom)) : words.plan.title[to]

  return (
    <Modal title={phase.kind === 'done' ? reportTitle(phase.report, words) : title} onClose={close} footer={footer()}>
      <div aria-live="polite">
        {phase.kind === 'planning' && <p>{words.plan.planning}</p>}
        {phase.kind === 'asking' && (
          <>
            <p>{words.approval.asking}</p>
            <p className="aside">{words.approval.askingCancel}</p>
          </>
        )}
        {phase.kind === 'planned' && phase.isDismissed && <Dismissed />}
        {phase.kind === 'applying' && <p>{words.plan.applying[to]}</p>}
        {phase.kind === 'done' && <ReportText report={phase.report} />}
        {phase.kind === 'failed' && (
          <TroubleText trouble={phase.trouble}>
            {phase.trouble.notice && <RemedyButton notice={phase.trouble.notice} engine={only ?? null} again={again} />}
          </TroubleText>
        )}
      </div>
      {shown && summary && (
        <PlanText plan={shown.plan} summary={summary} consented={consented} onConsent={consent}>
          {shown.approval && <ApprovalText approval={shown.approval} isAccepted={isAccepted} onAccept={setAccepted} />}
        </PlanText>
      )}
    </Modal>
  )

  function footer() {
    if (phase.kind === 'done') return <DoneButtons report={phase.report} again={() => retry(phase.report)} />
    if (summary?.isEmpty && (purpose === 'include' || purpose === 'exclude')) {
      return <CloseButton label={words.close} onClick={() => void keepChoice().then(close)} />
    }
    if (summary && !summary.canApply) return <CloseButton label={words.close} onClick={close} />
    const failed = phase.kind === 'failed' ? phase.planned : null
    const canInsist = phase.kind === 'failed' && phase.trouble.notice && isMirrorsAnswer(phase.trouble.notice.code)
    const yes = purpose === 'again' ? words.plan.again[to] : words.plan.title[to]
    return (
      <>
        {canInsist && failed && (
          <button type="button" className="quiet start" onClick={() => void apply(failed, true, false)}>
            {words.plan.anyway}
          </button>
        )}
        <button type="button" disabled={phase.kind === 'applying'} onClick={close}>
          {words.cancel}
        </button>
        {phase.kind !== 'failed' && (
          <button
            type="button"
            className="primary"
            disabled={!isReady || phase.kind !== 'planned'}
            onClick={() => {
              if (phase.kind !== 'planned') return
              void (summary?.needsLeave ? allowAndApply(phase, accept) : apply(phase, accept, to === 'on'))
            }}
          >
            {summary?.needsLeave ? words.approval.give : yes}
          </button>
        )}
      </>
    )
  }
}
