import { useState } from 'react'
import type { Code } from '../../shared/notice.ts'
import { Callout, NoticeText } from '../components/notice-text.tsx'
import { TroubleText } from '../components/trouble-text.tsx'
import { clock } from '../model/clock.ts'
import { isDismissed } from '../model/remedies.ts'
import { troubleOf } from '../state/trouble.ts'
import { useApp, useWindowState } from '../state/use-app.ts'
import { useReading } from '../state/use-reading.ts'
import type { Trouble } from '../state/window-state.ts'
import { Dismissed } from './dismissed.tsx'

type Phase = { readonly kind: 'idle' | 'revoking' | 'revoked' } | { readonly kind: 'failed'; readonly trouble: Trouble }

/** Which mirrors an administrator has allowed, when and for whom, and the way to take it all back. */
export function ApprovedSets() {
  const { call } = useApp()
  const { locale, now } = useWindowState()
  const { approval: words } = locale.words
  const { value, trouble, read } = useReading('approval.read', {}, '')
  const [phase, setPhase] = useState<Phase>({ kind: 'idle' })

  // What the next turning on will say by itself is nothing to be told here.
  const obstacle = value?.notice && !isFirstStep(value.notice.code) ? value.notice : null

  const revoke = async (): Promise<void> => {
    setPhase({ kind: 'revoking' })
    try {
      await call('approval.revoke', {})
      await read()
      setPhase({ kind: 'revoked' })
    } catch (error) {
      setPhase({ kind: 'failed', trouble: troubleOf(error) })
    }
  }

  return (
    <section className="allowed" aria-labelledby="allowed">
      <h3 id="allowed">{words.title}</h3>
      {trouble && <TroubleText trouble={trouble} />}
      {obstacle && <NoticeText notice={obstacle} tone="quiet" />}
      {value && value.sets.length === 0 && !obstacle && (
        <p className="aside">{value.kind === 'root' ? words.root : words.none}</p>
      )}
      <ul>
        {value?.sets.map(({ id, mirrors, at, by, current }) => (
          <li key={id}>
            {mirrors.map((mirror) => (
              <code key={mirror} className="block">
                {mirror}
              </code>
            ))}
            <p className="aside">
              {words.given(clock(at, now, locale.tag), by)}
              {current && ` · ${words.current}`}
            </p>
          </li>
        ))}
      </ul>
      {value && value.sets.length > 0 && (
        <button type="button" className="small" disabled={phase.kind === 'revoking'} onClick={() => void revoke()}>
          {words.revoke}
        </button>
      )}
      <div aria-live="polite">
        {phase.kind === 'revoking' && <p>{words.revoking}</p>}
        {phase.kind === 'revoked' && <Callout tone="quiet" message={words.revoked} />}
        {phase.kind === 'failed' &&
          (isDismissed(phase.trouble.notice) ? <Dismissed /> : <TroubleText trouble={phase.trouble} />)}
      </div>
    </section>
  )
}

function isFirstStep(code: Code): boolean {
  return code === 'approval-needed' || code === 'no-mirrors'
}
