import { useEffect, useId, useState } from 'react'
import type { Progress } from '../../shared/tasks.ts'
import { Modal } from '../components/modal.tsx'
import { NoticeText } from '../components/notice-text.tsx'
import { TroubleText } from '../components/trouble-text.tsx'
import { useSpeedWords } from '../locales/speed-words.ts'
import { useApp, useWindowState } from '../state/use-app.ts'
import { useAsking } from '../state/use-asking.ts'
import { SpeedReportText } from './speed-report-text.tsx'

/** Says what measuring the mirrors of an upstream would cost, measures when told to, and puts the best first when told to. */
export function SpeedDialog({ first }: { readonly first: string }) {
  const { call, show, hear } = useApp()
  const { status, locale } = useWindowState()
  const words = useSpeedWords()
  const id = useId()
  const upstreams = [...new Set((status?.mirrors ?? []).map((mirror) => mirror.upstream))]
  const [upstream, setUpstream] = useState(first)
  const [image, setImage] = useState('')
  const [progress, setProgress] = useState<Progress | null>(null)
  const [isStopping, setStopping] = useState(false)
  const plan = useAsking('mirror.speedPlan')
  const speed = useAsking('mirror.speed')
  const task = `speed ${id}`
  const { ask: askPlan } = plan

  useEffect(() => void askPlan({ upstream: first, image: null }), [askPlan, first])
  useEffect(() => hear('progress', (told) => told.task === task && setProgress(told)), [hear, task])
  // Whoever closes the dialog wants no more of it.
  useEffect(() => () => void call('task.stop', { task }).catch(() => undefined), [call, task])

  const look = (of: string): void => void askPlan({ upstream: of, image: image.trim() === '' ? null : image.trim() })
  const measure = async (): Promise<void> => {
    if (!plan.value || speed.isAsking) return
    setProgress(null)
    setStopping(false)
    await speed.ask({ task, upstream: plan.value.upstream, image: plan.value.image })
  }
  const stop = (): void => {
    setStopping(true)
    void call('task.stop', { task }).catch(() => undefined)
  }

  return (
    <Modal
      title={words.title}
      onClose={() => show(null)}
      onSubmit={() => void measure()}
      footer={
        <>
          {speed.isAsking && (
            <button type="button" className="quiet start" disabled={isStopping} onClick={stop}>
              {isStopping ? words.stopping : words.stop}
            </button>
          )}
          <button type="button" onClick={() => show(null)}>
            {locale.words.close}
          </button>
          <button type="submit" className="primary" disabled={!plan.value || speed.isAsking}>
            {words.measure}
          </button>
        </>
      }
    >
      {upstreams.length > 1 && (
        <div className="field">
          <label htmlFor={`${id}-upstream`}>{words.upstream}</label>
          <select
            id={`${id}-upstream`}
            value={upstream}
            disabled={speed.isAsking}
            onChange={({ target }) => {
              setUpstream(target.value)
              look(target.value)
            }}
          >
            {upstreams.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        </div>
      )}
      <div className="field">
        <label htmlFor={id}>{words.image}</label>
        <input
          id={id}
          data-first-focus
          value={image}
          placeholder={plan.value?.image ?? ''}
          spellCheck={false}
          autoCapitalize="none"
          autoComplete="off"
          disabled={speed.isAsking}
          aria-describedby={`${id}-help`}
          onChange={({ target }) => setImage(target.value)}
          onBlur={() => (plan.value?.image ?? '') !== image.trim() && image.trim() !== '' && look(upstream)}
        />
        <p className="aside" id={`${id}-help`}>
          {words.imageHint}
        </p>
      </div>
      <div aria-live="polite">
        {plan.isAsking && <p>{words.planning}</p>}
        {plan.trouble && <TroubleText trouble={plan.trouble} />}
        {plan.value && !speed.value && <NoticeText notice={plan.value.notice} tone="quiet" />}
        {speed.isAsking && (
          <p className="measuring">
            {progress ? locale.say(progress.notice).message : words.measuring}
            <progress aria-label={words.measuring} max={progress?.total ?? 1} value={progress?.done ?? 0} />
          </p>
        )}
        {speed.trouble && <TroubleText trouble={speed.trouble} />}
      </div>
      {speed.value && <SpeedReportText report={speed.value} />}
    </Modal>
  )
}
