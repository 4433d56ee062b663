import type { Finding } from '../../shared/gitlab/check/finding.ts'
import type { GitlabCheckReport } from '../../shared/gitlab/check-calls.ts'
import { Mark } from '../components/mark.tsx'
import { Callout } from '../components/notice-text.tsx'
import { useGitlabCheckWords } from '../locales/gitlab-check-words.ts'
import { clock } from '../model/clock.ts'
import { useWindowState } from '../state/use-app.ts'

const looks = {
  problem: ['octagon', 'danger'],
  warning: ['triangle', 'warning'],
  'not-checked': ['dashed', 'quiet'],
  fine: ['checked', 'on'],
} as const

/** What a check found, problems first; what is fine is folded away. */
export function GitlabFindings({ report: { at, findings } }: { readonly report: GitlabCheckReport }) {
  const { locale, now } = useWindowState()
  const words = useGitlabCheckWords()
  const shown = findings.filter(({ level }) => level !== 'fine')
  const fine = findings.filter(({ level }) => level === 'fine')
  const problems = findings.filter(({ level }) => level === 'problem').length
  const time = clock(at, now, locale.tag)
  return (
    <div className="findings">
      <div aria-live="polite">
        {problems === 0 && <Callout tone="on" message={words.well} hint={words.wellHint(time)} />}
        {problems > 0 && <p>{words.found(problems, shown.length - problems, time)}</p>}
      </div>
      {shown.length > 0 && <FindingList findings={shown} />}
      {fine.length > 0 && (
        <details>
          <summary className="aside">{words.fine(fine.length)}</summary>
          <FindingList findings={fine} />
        </details>
      )}
    </div>
  )
}

function FindingList({ findings }: { readonly findings: readonly Finding[] }) {
  return (
    <ul className="checks">
      {findings.map((one) => (
        <FindingRow key={`${one.subject} ${one.notice.message}`} finding={one} />
      ))}
    </ul>
  )
}

function FindingRow({ finding: { level, subject, notice, symptoms } }: { readonly finding: Finding }) {
  const { say } = useWindowState().locale
  const words = useGitlabCheckWords()
  const { message, hint } = say(notice)
  return (
    <li>
      <Mark look={looks[level]} />
      <div>
        <p>
          <strong>{words.level[level]}</strong>{' '}
          <bdi>
            <code className="path">{subject}</code>
          </bdi>
        </p>
        <p className="path">{message}</p>
        {hint !== '' && <p className="aside path">{hint}</p>}
        {symptoms.length > 0 && (
          <p className="aside">
            {words.seen} {symptoms.map((symptom) => say(symptom).message).join(' ')}
          </p>
        )}
      </div>
    </li>
  )
}
