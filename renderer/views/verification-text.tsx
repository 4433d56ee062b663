import type { Verification } from '../../shared/contract.ts'
import { Callout, NoticeText } from '../components/notice-text.tsx'
import { useLocale } from '../state/use-app.ts'

/** What a check or a pull showed: the word of state, what it means, and the evidence itself. */
export function VerificationText({ verification }: { readonly verification: Verification }) {
  const { proof: words } = useLocale().words
  const { reached, notice, evidence } = verification
  const isProven = reached === 'proven'
  return (
    <>
      <Callout
        tone={isProven ? 'on' : reached === 'no' ? 'warning' : 'quiet'}
        message={
          <>
            <strong>{words.reached[reached]}</strong>
            <br />
            {words.meaning[reached]}
          </>
        }
      />
      {notice && <NoticeText notice={notice} tone="warning" />}
      {evidence.length > 0 && (
        <>
          <h3>{words.evidence}</h3>
          <section className="evidence" aria-label={words.evidence}>
            <pre>{evidence.join('\n')}</pre>
          </section>
        </>
      )}
    </>
  )
}
