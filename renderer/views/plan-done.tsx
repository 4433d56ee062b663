import type { SwitchReport } from '../../shared/contract.ts'
import type { Words } from '../locales/locale.ts'
import { useApp, useLocale } from '../state/use-app.ts'

/** What is left to press after a plan was carried out: where all went well, a pull is the only thing left to show. */
export function DoneButtons({ report }: { readonly report: SwitchReport }) {
  const { show } = useApp()
  const words = useLocale().words
  const proven = report.to === 'on' ? report.engines.find(({ failure }) => failure === null) : undefined
  return (
    <>
      {proven && (
        <button type="button" onClick={() => show({ kind: 'proof', engine: proven.engine })}>
          {words.report.prove}
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

/** How it went, in a word or two. */
export function reportTitle({ to, engines }: SwitchReport, { report }: Words): string {
  const failures = engines.filter(({ failure }) => failure !== null).length
  if (failures === 0) return report.done[to]
  return failures < engines.length ? report.partly : report.failed
}
