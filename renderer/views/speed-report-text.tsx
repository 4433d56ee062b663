import type { SpeedReport } from '../../shared/mirrors/contract.ts'
import { NoticeText } from '../components/notice-text.tsx'
import { TroubleText } from '../components/trouble-text.tsx'
import { useSpeedWords } from '../locales/speed-words.ts'
import { useWindowState } from '../state/use-app.ts'
import { useAsking } from '../state/use-asking.ts'
import { SpeedPlot } from './speed-plot.tsx'

/** What measuring showed: a plot, what was found wrong, what was asked, and the order that follows from it. */
export function SpeedReportText({ report }: { readonly report: SpeedReport }) {
  const words = useSpeedWords()
  const { status } = useWindowState()
  const ordering = useAsking('mirror.order')
  const { upstream, order, asked, tookMs } = report
  const own = (status?.mirrors ?? []).filter((mirror) => mirror.upstream === upstream)
  const isOrdered = order.every((url, at) => own[at]?.url === url)
  return (
    <>
      <SpeedPlot report={report} />
      {report.mirrors.map(
        ({ url, notice, verdict }) =>
          notice && <NoticeText key={url} notice={notice} tone={verdict === 'wrong' ? 'danger' : 'warning'} />,
      )}
      {report.notices.map((notice) => (
        <NoticeText key={notice.code} notice={notice} tone="quiet" />
      ))}
      <p className="aside">
        {words.asked(asked.pulls, asked.manifests, asked.blobs, asked.bytes, (tookMs / 1000).toFixed(1))}
      </p>
      <div aria-live="polite">
        {isOrdered && own.length > 1 && <p>{words.ordered}</p>}
        {ordering.trouble && <TroubleText trouble={ordering.trouble} />}
      </div>
      {!isOrdered && (
        <button type="button" disabled={ordering.isAsking} onClick={() => void ordering.ask({ upstream, urls: order })}>
          {words.order}
        </button>
      )}
    </>
  )
}
