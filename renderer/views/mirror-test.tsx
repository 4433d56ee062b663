import { useState } from 'react'
import type { MirrorDraft, MirrorHealth } from '../../shared/contract.ts'
import { healthLooks, Mark } from '../components/mark.tsx'
import { NoticeText } from '../components/notice-text.tsx'
import { TroubleText } from '../components/trouble-text.tsx'
import { troubleOf } from '../state/trouble.ts'
import { useApp, useLocale } from '../state/use-app.ts'
import type { Trouble } from '../state/window-state.ts'

type Answer =
  | { readonly kind: 'none' }
  | { readonly kind: 'asking' }
  | { readonly kind: 'health'; readonly health: MirrorHealth }
  | { readonly kind: 'failed'; readonly trouble: Trouble }

/** Asks a mirror before it is kept; null draft: the form is not right yet. */
export function MirrorTest({ draft }: { readonly draft: MirrorDraft | null }) {
  const { call } = useApp()
  const { words } = useLocale()
  const [answer, setAnswer] = useState<Answer>({ kind: 'none' })
  const test = (): void => {
    if (!draft) return
    setAnswer({ kind: 'asking' })
    call('mirror.test', { draft }).then(
      (health) => setAnswer({ kind: 'health', health }),
      (error: unknown) => setAnswer({ kind: 'failed', trouble: troubleOf(error) }),
    )
  }
  return (
    <div className="test">
      <button type="button" disabled={!draft || answer.kind === 'asking'} onClick={test}>
        {words.mirrorForm.test}
      </button>
      <div aria-live="polite">
        {answer.kind === 'asking' && words.mirrorForm.testing}
        {answer.kind === 'health' && <HealthText health={answer.health} />}
        {answer.kind === 'failed' && <TroubleText trouble={answer.trouble} />}
      </div>
    </div>
  )
}

function HealthText({ health: { health, latencyMs, notice } }: { readonly health: MirrorHealth }) {
  const { words } = useLocale()
  const look = healthLooks[health]
  if (notice) return <NoticeText notice={notice} tone={look[1]} />
  return (
    <span className="answer">
      <Mark look={look} /> {words.health[health]}
      {latencyMs !== null && <span className="figure">{words.mirrors.latency(Math.round(latencyMs))}</span>}
    </span>
  )
}
