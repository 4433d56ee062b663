import type { Approval } from '../../shared/approval.ts'
import { CopyCommand } from '../components/copy-command.tsx'
import { NoticeText } from '../components/notice-text.tsx'
import { commandOf } from '../model/remedies.ts'
import { useLocale } from '../state/use-app.ts'

interface Props {
  readonly approval: Approval
  readonly isAccepted: boolean
  readonly onAccept: (isAccepted: boolean) => void
}

/** What an administrator will be asked to allow, word for word, with what it risks; or why they cannot be asked. */
export function ApprovalText({ approval, isAccepted, onAccept }: Props) {
  const { words, say } = useLocale()
  const { kind, notice, mirrors, risks } = approval
  // That it is needed stands in the promise already.
  const command = notice && commandOf(notice)
  return (
    <>
      {notice && notice.code !== 'approval-needed' && (
        <NoticeText notice={notice} tone={kind === 'unavailable' ? 'warning' : 'quiet'}>
          {command !== null && <CopyCommand command={command} />}
        </NoticeText>
      )}
      {kind === 'needed' && (
        <section className="leave" aria-label={words.approval.shown}>
          <h3>{words.approval.shown}</h3>
          <ul>
            {mirrors.map((mirror) => (
              <li key={mirror}>
                <code>{mirror}</code>
              </li>
            ))}
          </ul>
        </section>
      )}
      {kind === 'needed' && risks.length > 0 && (
        <fieldset>
          <legend>{words.approval.risks}</legend>
          {risks.map((risk) => {
            const { message, hint } = say(risk)
            return (
              <p key={risk.code + risk.message}>
                {message} <span className="aside">{hint}</span>
              </p>
            )
          })}
          <label className="choice">
            <input type="checkbox" checked={isAccepted} onChange={({ target }) => onAccept(target.checked)} />
            <span>{words.approval.accept(risks.length)}</span>
          </label>
        </fieldset>
      )}
    </>
  )
}
