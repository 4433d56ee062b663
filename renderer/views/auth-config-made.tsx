import { useEffect, useRef } from 'react'
import { ciLines } from '../../shared/gitlab/auth-lines.ts'
import type { LoginVerdict, MadeConfig } from '../../shared/gitlab/auth-config.ts'
import type { AuthRule } from '../../shared/gitlab/auth-rules.ts'
import { Mark, toneLooks, type Tone } from '../components/mark.tsx'
import { NoticeText } from '../components/notice-text.tsx'
import { useGitlabAuthWords } from '../locales/gitlab-auth-words.ts'
import { useLocale } from '../state/use-app.ts'
import { AuthConfigCopy } from './auth-config-copy.tsx'
import { AuthConfigVariable } from './auth-config-variable.tsx'

const tones: Readonly<Record<LoginVerdict['state'], Tone>> = { proven: 'on', unproven: 'quiet', refused: 'danger' }

interface Props {
  readonly made: MadeConfig
  readonly onAllow: (host: string) => void
}

/** How each login fared; the value without its secrets, the ways to hand it over, and what GitLab will do with it. */
export function AuthConfigMade({ made, onAllow }: Props) {
  const words = useGitlabAuthWords()
  const { id, masked, logins, rules } = made
  const verdicts = useRef<HTMLDivElement>(null)
  // What had the focus is hidden now.
  useEffect(() => verdicts.current?.focus(), [])
  return (
    <>
      <div ref={verdicts} tabIndex={-1} aria-live="polite" className="fields">
        {logins.map(({ registry, state, notice, realm }) => (
          <NoticeText key={registry} notice={notice} tone={tones[state]}>
            {realm !== null && (
              <button type="button" className="small" onClick={() => onAllow(realm)}>
                {words.allow(realm)}
              </button>
            )}
          </NoticeText>
        ))}
      </div>
      {id !== null && (
        <>
          <h3>{words.value}</h3>
          <pre className="lines">{masked}</pre>
          <AuthConfigCopy id={id} />
          <details className="fold">
            <summary>{words.rules}</summary>
            <ul className="rules">
              {rules.map((rule) => (
                <RuleText key={rule.notice.code} rule={rule} />
              ))}
            </ul>
          </details>
          <details className="fold">
            <summary>{words.lines}</summary>
            <pre className="lines">{ciLines()}</pre>
          </details>
          <AuthConfigVariable id={id} />
        </>
      )}
    </>
  )
}

function RuleText({ rule: { met, notice, source } }: { readonly rule: AuthRule }) {
  const { say } = useLocale()
  const words = useGitlabAuthWords()
  const { message, hint } = say(notice)
  const tone: Tone = met === null ? 'quiet' : met ? 'on' : 'warning'
  return (
    <li>
      <Mark look={toneLooks[tone]} />
      <p>
        {met === null ? words.depends : met ? words.met : words.notMet}: {message} {hint}{' '}
        <a href={source} target="_blank" rel="noreferrer">
          {words.source}
        </a>
      </p>
    </li>
  )
}
