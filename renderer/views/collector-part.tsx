import { useEffect, useState } from 'react'
import type { CollectorStatus } from '../../shared/pulls/collector.ts'
import { CopyCommand } from '../components/copy-command.tsx'
import { Mark, toneLooks, type Tone } from '../components/mark.tsx'
import { NoticeText } from '../components/notice-text.tsx'
import { TroubleText } from '../components/trouble-text.tsx'
import { useMirrorWords } from '../locales/mirror-words.ts'
import { useApp, useWindowState } from '../state/use-app.ts'
import { useAsking } from '../state/use-asking.ts'
import { useReading } from '../state/use-reading.ts'

const tones: Readonly<Record<CollectorStatus['state'], Tone>> = { heard: 'on', waiting: 'quiet', lost: 'danger' }

interface Props {
  readonly mirror: string
  readonly upstream: string
}

/** The collector of a mirror and whether it is heard; without one, what it is and how one gets it. */
export function CollectorPart({ mirror, upstream }: Props) {
  const { show } = useApp()
  const { dialog } = useWindowState()
  const { collector: words } = useMirrorWords()
  const heard = useSourceStates(mirror)
  // Read again once the dialog is closed, and when its source is heard or lost.
  const list = useReading('collector.list', {}, `${dialog === null} ${heard}`)
  const removal = useAsking('collector.remove')
  const collector = (list.value ?? []).find((one) => one.mirror === mirror)
  const trouble = removal.trouble ?? list.trouble
  const remove = async (): Promise<void> => {
    await removal.ask({ mirror })
    await list.read()
  }
  const command = words.command(mirror, upstream)
  return (
    <section aria-labelledby="collector">
      <div className="heading">
        <h2 id="collector">{words.title}</h2>
      </div>
      {trouble && <TroubleText trouble={trouble} />}
      {collector && <CollectorRow collector={collector} isBusy={removal.isAsking} onRemove={() => void remove()} />}
      {list.value && !collector && (
        <div className="empty">
          <p>{words.none}</p>
          <p className="aside">{words.noneHint}</p>
          <p className="command">
            <code>{command}</code> <CopyCommand command={command} />
          </p>
          <button type="button" onClick={() => show({ kind: 'collector', mirror })}>
            {words.look}
          </button>
        </div>
      )}
    </section>
  )
}

interface RowProps {
  readonly collector: CollectorStatus
  readonly isBusy: boolean
  readonly onRemove: () => void
}

function CollectorRow({ collector: { url, state, notice }, isBusy, onRemove }: RowProps) {
  const { collector: words } = useMirrorWords()
  const [isSure, setSure] = useState(false)
  const tone = tones[state]
  return (
    <ul className="rows mirrors">
      <li data-tone={tone}>
        <Mark look={toneLooks[tone]} />
        <span className="route url">{url}</span>
        <output className="state">{words.state[state]}</output>
        <span className="act">
          <button type="button" className="small quiet" disabled={isBusy} onClick={() => setSure(true)}>
            {words.remove}
          </button>
        </span>
        {notice && (
          <div className="under">
            <NoticeText notice={notice} tone={tone} />
          </div>
        )}
        {isSure && (
          <div className="under">
            <div className="question">
              <p>{words.removeSure}</p>
              <button type="button" className="small" onClick={() => setSure(false)}>
                {words.keep}
              </button>
              <button type="button" className="small danger" disabled={isBusy} onClick={onRemove}>
                {words.remove}
              </button>
            </div>
          </div>
        )}
      </li>
    </ul>
  )
}

/** How the sources of a mirror fare, as a text that changes when one of them is heard or lost. */
function useSourceStates(mirror: string): string {
  const { hear } = useApp()
  const [states, setStates] = useState('')
  useEffect(
    () =>
      hear('pulls', ({ sources }) =>
        setStates(sources.flatMap(({ source, of, state }) => (of === mirror ? [`${source} ${state}`] : [])).join()),
      ),
    [hear, mirror],
  )
  return states
}
