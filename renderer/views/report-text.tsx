import type { EngineReport, SwitchReport } from '../../shared/contract.ts'
import { formatKey } from '../../shared/engine.ts'
import { Mark } from '../components/mark.tsx'
import { NoticeText } from '../components/notice-text.tsx'
import { engineNames } from '../model/engine-names.ts'
import { useWindowState } from '../state/use-app.ts'
import { isDismissed } from '../model/remedies.ts'
import { Dismissed } from './dismissed.tsx'
import { RemedyButton } from './remedy-button.tsx'

/** How each engine fared, failures first; a failure says what is untouched and what to do. */
export function ReportText({ report }: { readonly report: SwitchReport }) {
  const { words } = useWindowState().locale
  const name = engineNames(report.status, words.names)
  const failed = report.engines.filter(({ failure }) => failure !== null)
  const followed = report.engines.filter(({ failure }) => failure === null)
  const isPartly = failed.length > 0 && followed.length > 0
  return (
    <>
      {isPartly && <p className="promise">{words.report.some(followed.length, report.engines.length)}</p>}
      <ul className="report">
        {[...failed, ...followed].map((fared) => (
          <Fared key={formatKey(fared.engine)} fared={fared} to={report.to} name={name(fared.engine)} />
        ))}
      </ul>
    </>
  )
}

interface FaredProps {
  readonly fared: EngineReport
  readonly to: SwitchReport['to']
  readonly name: string
}

function Fared({ fared: { engine, changed, failure, notes }, to, name }: FaredProps) {
  const { report } = useWindowState().locale.words
  const said = failure ? report.failedOne : changed ? report.engineDone[to] : report.engineSame
  return (
    <li>
      <Mark look={failure ? ['octagon', 'danger'] : ['checked', 'on']} />
      <div>
        <p>
          <strong>{name}</strong> {said}
        </p>
        {isDismissed(failure) && <Dismissed />}
        {failure && !isDismissed(failure) && (
          <NoticeText notice={failure} tone="danger">
            <RemedyButton notice={failure} engine={engine} again={null} />
          </NoticeText>
        )}
        {notes.map((note) => (
          <NoticeText key={note.code + note.message} notice={note} tone="quiet" />
        ))}
      </div>
    </li>
  )
}
