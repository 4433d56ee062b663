import type { Check } from '../../shared/doctor.ts'
import { CopyCommand } from '../components/copy-command.tsx'
import { Mark } from '../components/mark.tsx'
import { engineNames } from '../model/engine-names.ts'
import { commandOf, ownRemedyFor } from '../model/remedies.ts'
import { useWindowState } from '../state/use-app.ts'
import { RemedyButton } from './remedy-button.tsx'

const looks = {
  problem: ['octagon', 'danger'],
  note: ['note', 'warning'],
  unknown: ['dashed', 'quiet'],
  ok: ['checked', 'on'],
} as const

/** One thing that was looked at: what, what was seen, and the line that mends it. */
export function CheckRow({ check, again }: { readonly check: Check; readonly again: () => void }) {
  const { status, locale } = useWindowState()
  const { words, say } = locale
  const { id, engine, result, subject, notice } = check
  const said = notice && say(notice)
  const command = notice && commandOf(notice)
  return (
    <li>
      <Mark look={looks[result]} />
      <div>
        <p>
          <span className="hidden">{words.doctor.result[result]}: </span>
          <strong>{words.doctor.check[id]}</strong>
          <span className="aside">
            {engine && ` · ${engineNames(status, words.names)(engine)}`}
            {subject && (
              <>
                {' · '}
                <code className="path">{subject}</code>
              </>
            )}
          </span>
        </p>
        {said && <p>{said.message}</p>}
        {said?.hint && <p className="aside">{said.hint}</p>}
        {command !== null && <CopyCommand command={command} />}
        {notice && command === null && ownRemedyFor(notice.code) && (
          <RemedyButton notice={notice} engine={engine} again={again} />
        )}
      </div>
    </li>
  )
}
