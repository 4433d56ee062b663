import type { SwitchReport } from '../../shared/contract.ts'
import { formatKey } from '../../shared/engine.ts'
import { Mark } from '../components/mark.tsx'
import { NoticeText } from '../components/notice-text.tsx'
import { engineNames } from '../model/engine-names.ts'
import { useWindowState } from '../state/use-app.ts'
import { isDismissed } from '../model/remedies.ts'
import { Dismissed } from './dismissed.tsx'
import { RemedyButton } from './remedy-button.tsx'

/** How each engine fared; a failure says what is untouched and what to do. */
export function ReportText({ report, again }: { readonly report: SwitchReport; readonly again: () => void }) {
  const { words } = useWindowState().locale
  const name = engineNames(report.status, words.scope)
  return (
    <ul className="report">
      {report.engines.map(({ engine, changed, failure, notes }) => (
        <li key={formatKey(engine)}>
          <Mark look={failure ? ['octagon', 'danger'] : ['checked', 'on']} />
          <div>
            <p>
              <strong>{name(engine)}</strong>{' '}
              {!failure && (changed ? words.report.engineDone[report.to] : words.report.engineSame)}
            </p>
            {isDismissed(failure) && <Dismissed />}
            {failure && !isDismissed(failure) && (
              <NoticeText notice={failure} tone="danger">
                <RemedyButton notice={failure} engine={engine} again={again} />
              </NoticeText>
            )}
            {notes.map((note) => (
              <NoticeText key={note.code + note.message} notice={note} tone="quiet" />
            ))}
          </div>
        </li>
      ))}
    </ul>
  )
}
