import { lazy, Suspense } from 'react'
import type { MirrorStatus } from '../../shared/contract.ts'
import { healthLooks, Mark } from '../components/mark.tsx'
import { NoticeText } from '../components/notice-text.tsx'
import { useApp, useWindowState } from '../state/use-app.ts'

const MirrorLately = lazy(async () => ({ default: (await import('./mirror-lately.tsx')).MirrorLately }))
const MirrorOrder = lazy(async () => ({ default: (await import('./mirror-order.tsx')).MirrorOrder }))

interface Props {
  readonly mirror: MirrorStatus
  readonly index: number
  /** Takes what is said when it was put to another place; without it, or as the only one of its upstream, it stays. */
  readonly onMoved?: ((text: string) => void) | undefined
}

/** One mirror: which upstream it stands before, where it is, and how it answers. */
export function MirrorRow({ mirror, index, onMoved }: Props) {
  const { show } = useApp()
  const { status, locale } = useWindowState()
  const { mirrors: words, health: healthWords } = locale.words
  const isFixed = status?.policy?.locks.includes('mirrors') === true
  const { upstream, url, insecure, ca, health, latencyMs, notice } = mirror
  const [, tone] = healthLooks[health]
  const extra = insecure ? words.insecure : ca ? words.authority : null
  return (
    <li data-tone={tone}>
      <Mark look={healthLooks[health]} />
      <span className="route">
        <strong>{upstream}</strong>
        <span aria-hidden="true"> → </span>
        <span className="hidden">{words.through}</span>
        <span className="url">{url}</span>
        {extra && <span className="aside">{extra}</span>}
      </span>
      <span className="state">
        <Suspense>
          <MirrorLately mirror={mirror} />
        </Suspense>
        {healthWords[health]}
        {latencyMs !== null && <span className="figure">{words.latency(Math.round(latencyMs))}</span>}
      </span>
      <span className="act">
        {onMoved && (
          <Suspense>
            <MirrorOrder mirror={mirror} index={index} onMoved={onMoved} />
          </Suspense>
        )}
        <button
          type="button"
          className="small quiet"
          disabled={isFixed}
          aria-label={words.editThis(upstream, url)}
          onClick={() => show({ kind: 'mirror', index })}
        >
          {words.edit}
        </button>
      </span>
      {notice && (
        <div className="under">
          <NoticeText notice={notice} tone={tone} />
        </div>
      )}
    </li>
  )
}
