import { useEffect, useState } from 'react'
import type { MirrorDraft, MirrorHealth } from '../../shared/contract.ts'
import { TroubleText } from '../components/trouble-text.tsx'
import { troubleOf } from '../state/trouble.ts'
import { useApp, useLocale } from '../state/use-app.ts'
import { useSettled } from '../state/use-settled.ts'
import type { Trouble } from '../state/window-state.ts'
import { HealthText } from './mirror-test.tsx'

interface Answer {
  readonly key: string
  readonly health: MirrorHealth | null
  readonly trouble: Trouble | null
}

/** What a mirror answers, asked by itself once one has stopped typing; null draft: the form is not right yet. */
export function MirrorAnswer({ draft }: { readonly draft: MirrorDraft | null }) {
  const { call } = useApp()
  const { mirrorForm } = useLocale().words
  const key = JSON.stringify(draft)
  const settled = useSettled(draft, key)
  const [answer, setAnswer] = useState<Answer | null>(null)
  useEffect(() => {
    if (settled === null) return
    let isOld = false
    const take = (parts: Omit<Answer, 'key'>): void => {
      if (!isOld) setAnswer({ key, ...parts })
    }
    call('mirror.test', { draft: settled }).then(
      (health) => take({ health, trouble: null }),
      (error: unknown) => take({ health: null, trouble: troubleOf(error) }),
    )
    return () => {
      isOld = true
    }
    // The key stands for the draft.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [call, settled, key])
  const told = answer?.key === key ? answer : null
  return (
    <div className="test" aria-live="polite">
      {draft && !told && <span className="aside">{mirrorForm.testing}</span>}
      {told?.health && <HealthText health={told.health} />}
      {told?.trouble && <TroubleText trouble={told.trouble} />}
    </div>
  )
}
