import type { ReactNode } from 'react'
import type { Notice } from '../../shared/notice.ts'
import { useLocale } from '../state/use-app.ts'
import { Mark, type Tone, toneLooks } from './mark.tsx'

interface Props {
  readonly notice: Notice
  readonly tone: Tone
  /** A button for the likeliest remedy. */
  readonly children?: ReactNode
}

/** What happened and the next step, in the reader's language. */
export function NoticeText({ notice, tone, children }: Props) {
  const { message, hint } = useLocale().say(notice)
  return (
    // Where all is well, what is said beside it is no more than a remark.
    <Callout tone={tone === 'on' ? 'quiet' : tone} message={message} hint={hint}>
      {children}
    </Callout>
  )
}

interface CalloutProps {
  readonly tone: Tone
  readonly message: ReactNode
  readonly hint?: ReactNode
  readonly children?: ReactNode
}

/** A sentence that wants a look, with a shape for its colour. */
export function Callout({ tone, message, hint, children }: CalloutProps) {
  return (
    <div className="callout" data-tone={tone}>
      <Mark look={toneLooks[tone]} />
      <div>
        <p>{message}</p>
        {hint ? <p className="aside">{hint}</p> : null}
        {children}
      </div>
    </div>
  )
}
