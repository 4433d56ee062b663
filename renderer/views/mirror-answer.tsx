import { useEffect, useState } from 'react'
import type { Identified, IdentifyDraft } from '../../shared/mirrors/contract.ts'
import { healthLooks, Mark } from '../components/mark.tsx'
import { NoticeText } from '../components/notice-text.tsx'
import { TroubleText } from '../components/trouble-text.tsx'
import { useSetupWords } from '../locales/setup-words.ts'
import { isHttps, type MirrorForm } from '../model/mirror-draft.ts'
import { troubleOf } from '../state/trouble.ts'
import { useApp, useLocale } from '../state/use-app.ts'
import { useSettled } from '../state/use-settled.ts'
import type { Trouble } from '../state/window-state.ts'
import { AnswerRemedies } from './mirror-answer-remedies.tsx'

interface Answer {
  readonly key: string
  readonly found: Identified | null
  readonly trouble: Trouble | null
}

interface Props {
  readonly form: MirrorForm
  readonly onChange: (parts: Partial<MirrorForm>) => void
}

const task = 'first-run-identify'

/** What is at the address, asked by itself once one has stopped typing. */
export function MirrorAnswer({ form, onChange }: Props) {
  const { call } = useApp()
  const { mirrorForm } = useLocale().words
  const draft = draftOf(form)
  const key = JSON.stringify(draft)
  const settled = useSettled(draft, key)
  const [answer, setAnswer] = useState<Answer | null>(null)
  useEffect(() => {
    if (settled === null || settled.url === '') return
    let isOld = false
    const name = `${task} ${Math.random()}`
    const take = (parts: Omit<Answer, 'key'>): void => {
      if (!isOld) setAnswer({ key, ...parts })
    }
    call('mirror.identify', { task: name, draft: settled }).then(
      (found) => take({ found, trouble: null }),
      (error: unknown) => take({ found: null, trouble: troubleOf(error) }),
    )
    return () => {
      isOld = true
      void call('task.stop', { task: name }).catch(() => undefined)
    }
    // The key stands for the draft.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [call, settled, key])
  const told = answer?.key === key ? answer : null
  return (
    <div className="test" aria-live="polite">
      {draft.url !== '' && !told && <span className="aside">{mirrorForm.testing}</span>}
      {told?.trouble && <TroubleText trouble={told.trouble} />}
      {told?.found && told.found.url !== null && (
        <>
          <FoundText found={told.found} />
          <AnswerRemedies found={told.found} form={form} onChange={onChange} />
        </>
      )}
    </div>
  )
}

function draftOf(form: MirrorForm): IdentifyDraft {
  const isTls = isHttps(form)
  return {
    url: form.url.trim(),
    insecure: isTls && form.trust === 'none',
    ca: isTls && form.trust === 'own' && form.pem.includes('CERTIFICATE') ? form.pem : null,
  }
}

function FoundText({ found }: { readonly found: Identified }) {
  const { words } = useLocale()
  const { found: foundWords, servers } = useSetupWords()
  const { health, latencyMs, notice, server, isPullThrough, upstream, suggestions } = found
  const look = healthLooks[health]
  const kind = [
    server && foundWords.server(servers[server.name], server.version),
    isPullThrough === true && foundWords.pullThrough(upstream),
    isPullThrough === false && foundWords.plain,
  ].filter((part) => typeof part === 'string')
  return (
    <>
      {notice ? (
        <NoticeText notice={notice} tone={look[1]} />
      ) : (
        <span className="answer">
          <Mark look={look} /> {words.health[health]}
          {latencyMs !== null && <span className="figure">{words.mirrors.latency(Math.round(latencyMs))}</span>}
        </span>
      )}
      {kind.length > 0 && <p className="aside">{kind.join(' ')}</p>}
      {suggestions.map((said) => (
        <NoticeText key={said.code + said.message} notice={said} tone="quiet" />
      ))}
    </>
  )
}
