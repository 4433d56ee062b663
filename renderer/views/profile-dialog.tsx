import { useEffect, useState } from 'react'
import { Modal } from '../components/modal.tsx'
import { TroubleText } from '../components/trouble-text.tsx'
import { useProfileWords } from '../locales/profile-words.ts'
import { summarize } from '../model/plan-summary.ts'
import { isMirrorsAnswer } from '../model/remedies.ts'
import { useApp, useWindowState } from '../state/use-app.ts'
import { useAsking } from '../state/use-asking.ts'
import { CloseButton, reportTitle } from './plan-done.tsx'
import { PlanText } from './plan-text.tsx'
import { ReportText } from './report-text.tsx'

/** What using a profile would change while the switch is on, its carrying out, and how it went. */
export function ProfileDialog({ name }: { readonly name: string }) {
  const { show, store } = useApp()
  const { words: own } = useWindowState().locale
  const words = useProfileWords()
  const planning = useAsking('profile.plan')
  const using = useAsking('profile.use')
  const [consented, setConsented] = useState<ReadonlySet<number>>(new Set())
  const { ask } = planning
  useEffect(() => void ask({ name }), [ask, name])

  const plan = planning.value
  const summary = plan && summarize(plan)
  const isReady = summary !== null && summary.consents.every((_, at) => consented.has(at))
  const consent = (at: number): void => {
    const next = new Set(consented)
    if (!next.delete(at)) next.add(at)
    setConsented(next)
  }
  const carryOut = async (check: boolean): Promise<void> => {
    if (!plan || using.isAsking) return
    const report = await using.ask({ name, expect: plan.id, accept: consented.size > 0, check })
    if (report) store.set({ status: report.status, now: Date.now() })
  }
  const close = (): void => show(null)
  const report = using.value
  const canInsist = using.trouble?.notice && isMirrorsAnswer(using.trouble.notice.code)

  return (
    <Modal
      title={report ? reportTitle(report, own) : words.use(name)}
      onClose={close}
      footer={
        report ? (
          <CloseButton label={own.close} onClick={close} />
        ) : (
          <>
            {canInsist && (
              <button type="button" className="quiet start" onClick={() => void carryOut(false)}>
                {words.useAnyway}
              </button>
            )}
            <button type="button" disabled={using.isAsking} onClick={close}>
              {own.cancel}
            </button>
            <button
              type="button"
              className="primary"
              disabled={!isReady || using.isAsking || using.trouble !== null}
              onClick={() => void carryOut(true)}
            >
              {words.use(name)}
            </button>
          </>
        )
      }
    >
      <div aria-live="polite">
        {planning.isAsking && <p>{own.plan.planning}</p>}
        {using.isAsking && <p>{words.using}</p>}
        {report && <ReportText report={report} />}
        {planning.trouble && <TroubleText trouble={planning.trouble} />}
        {using.trouble && <TroubleText trouble={using.trouble} />}
      </div>
      {plan && summary && !report && (
        <PlanText plan={plan} summary={summary} consented={consented} onConsent={consent} />
      )}
    </Modal>
  )
}
