import { useId, useState } from 'react'
import type { HostedMirror, HostedState } from '../../shared/hosting/contract.ts'
import { Mark, type Tone, toneLooks } from '../components/mark.tsx'
import { NoticeText } from '../components/notice-text.tsx'
import { useHostWords } from '../locales/host-words.ts'
import { useLocale } from '../state/use-app.ts'
import { useAsking } from '../state/use-asking.ts'
import { HostDetails } from './host-details.tsx'

const tones: Readonly<Record<HostedState, Tone>> = {
  running: 'on',
  starting: 'quiet',
  'waiting-for-upstream': 'warning',
  stopped: 'quiet',
  failed: 'danger',
}

interface Props {
  readonly mirror: HostedMirror
  readonly onChanged: () => void
}

/** One mirror that runs here: what it does, what it takes up, and what can be done with it. */
export function HostRow({ mirror, onChanged }: Props) {
  const words = useHostWords()
  const { say } = useLocale()
  const [isOpen, setOpen] = useState(false)
  const start = useAsking('host.start')
  const stop = useAsking('host.stop')
  const detailsId = useId()
  const { id, upstream, url, state, notice, bytes, freeBytes, expires } = mirror
  const isResting = state === 'stopped' || state === 'failed'
  const isBusy = start.isAsking || stop.isAsking
  const trouble = start.trouble ?? stop.trouble
  const turn = async (): Promise<void> => {
    const as = { task: `host ${id}`, upstream, way: null, port: null, share: null, image: null }
    await (isResting ? start.ask(as) : stop.ask({ id }))
    onChanged()
  }
  const warned = state === 'stopped' ? (stop.value?.notice ?? null) : null
  const said = trouble?.notice ?? notice ?? warned
  return (
    <li data-tone={tones[state]}>
      <Mark look={toneLooks[tones[state]]} />
      <span className="route">
        <strong>{upstream}</strong>
        <span aria-hidden="true"> → </span>
        <span className="url">{url}</span>
      </span>
      <output className="state">{words.state[start.isAsking ? 'starting' : state]}</output>
      <span className="act">
        <button type="button" className="small quiet" disabled={isBusy} onClick={() => void turn()}>
          {isResting ? words.start : words.stop}
        </button>
        <button
          type="button"
          className="small quiet"
          aria-label={words.more(upstream)}
          aria-expanded={isOpen}
          aria-controls={isOpen ? detailsId : undefined}
          onClick={() => setOpen(!isOpen)}
        >
          …
        </button>
      </span>
      <p className="under aside">{words.room(bytes, freeBytes, expires)}</p>
      {said && (
        <div className="under" aria-live="polite">
          <NoticeText notice={said} tone={trouble ? 'danger' : warned ? 'warning' : tones[state]} />
        </div>
      )}
      {isOpen && (
        <div className="under" id={detailsId}>
          <HostDetails mirror={mirror} after={say(mirror.afterRestart)} onChanged={onChanged} />
        </div>
      )}
    </li>
  )
}
