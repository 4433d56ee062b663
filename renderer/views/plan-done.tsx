import type { SwitchReport } from '../../shared/contract.ts'
import type { EngineKey } from '../../shared/engine.ts'
import type { Words } from '../locales/locale.ts'
import { useApp, useLocale } from '../state/use-app.ts'

/** What is left to press after a plan was carried out: where all went well, a pull is the only thing left to show. */
export function DoneButtons({ report, again }: { readonly report: SwitchReport; readonly again: () => void }) {
  const { show } = useApp()
  const failures = failedIn(report).length
  const words = useLocale().words
  const proven = report.to === 'on' ? report.engines.find(({ failure }) => failure === null) : undefined
  return (
    <>
      {proven && (
        <button type="button" onClick={() => show({ kind: 'proof', engine: proven.engine })}>
          {words.report.prove}
        </button>
      )}
      {failures > 0 && (
        <button type="button" onClick={again}>
          {words.report.again(failures)}
        </button>
      )}
      <CloseButton label={words.close} onClick={() => show(null)} />
    </>
  )
}

/** The one button of a dialog that only tells. */
export function CloseButton({ label, onClick }: { readonly label: string; readonly onClick: () => void }) {
  return (
    <button type="button" className="primary" onClick={onClick}>
      {label}
    </button>
  )
}

/** The engines that did not follow, in the order of the report. */
export function failedIn({ engines }: SwitchReport): readonly EngineKey[] {
  return engines.filter(({ failure }) => failure !== null).map(({ engine }) => engine)
}

/** How it went, in a word or two. */
export function reportTitle(done: SwitchReport, { report }: Words): string {
  const failures = failedIn(done).length
  if (failures === 0) return report.done[done.to]
  return failures < done.engines.length ? report.partly : report.failed
}
