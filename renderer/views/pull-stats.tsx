import { useEffect, useState } from 'react'
import { formatBytes } from '../../shared/pulls/bytes.ts'
import { outcomes } from '../../shared/pulls/pull.ts'
import type { Figure, PullStats } from '../../shared/pulls/stats.ts'
import { Plain } from '../components/plain.tsx'
import { moment } from '../model/moment.ts'
import { useApp, useWindowState } from '../state/use-app.ts'
import { Timeline } from './timeline.tsx'

const hourMs = 3_600_000
const ranges = { hour: hourMs, day: 24 * hourMs, week: 7 * 24 * hourMs } as const
const buckets = 60
/** News come in bursts; the plot is drawn anew no sooner than this after the last time. */
const leastMs = 5_000

/** Pulls in time, and what they come to; each figure with who says so. */
export function PullStatsView() {
  const { locale, now } = useWindowState()
  const { pulls: words } = locale.words
  const [range, setRange] = useState<keyof typeof ranges>('day')
  const stats = useStats(ranges[range])
  if (!stats) return null
  const total = outcomes.reduce((sum, outcome) => sum + stats.counts[outcome], 0)
  const say = (at: number): string => moment(at, now, locale.tag)
  return (
    <div className="stats">
      <select
        aria-label={words.range}
        value={range}
        onChange={({ target }) => setRange(target.value as keyof typeof ranges)}
      >
        {Object.keys(ranges).map((name) => (
          <option key={name} value={name}>
            {words.past[name as keyof typeof ranges]}
          </option>
        ))}
      </select>
      <Timeline stats={stats} label={words.timeline(total, say(stats.since), say(stats.until))} />
      <ul className="figures">
        {stats.figures.map((figure) => (
          <FigureText key={`${figure.name} ${figure.source} ${figure.mirror}`} figure={figure} />
        ))}
      </ul>
      {stats.top.length > 0 && (
        <details className="fold">
          <summary>{words.top}</summary>
          <ol className="top">
            {stats.top.map(({ upstream, repository, pulls }) => (
              <li key={`${upstream}/${repository}`}>
                <Plain text={upstream === 'docker.io' ? repository : `${upstream}/${repository}`} />{' '}
                <span className="aside">{words.count(pulls)}</span>
              </li>
            ))}
          </ol>
        </details>
      )}
    </div>
  )
}

function FigureText({ figure: { name, value, source, mirror, notice } }: { readonly figure: Figure }) {
  const { locale } = useWindowState()
  const { pulls: words } = locale.words
  const labels: Readonly<Record<Figure['name'], string>> = {
    'hit-rate': words.hitRate,
    'bytes-saved': words.bytesSaved,
    'bytes-served': words.bytesServed,
    'manifest-requests': words.requests,
    'manifest-misses': words.misses,
  }
  return (
    <li>
      <span className="aside">{labels[name]}</span>{' '}
      <strong>{valueText(name, value, locale.tag) ?? words.notReported}</strong>{' '}
      <span className="aside">
        ({words.source[source]}
        {mirror !== null && (
          <>
            {', '}
            <Plain text={mirror} />
          </>
        )}
        ){/* What it leaves out, or why it is not reported. */}
        {notice && ` ${locale.say(notice).message}`}
      </span>
    </li>
  )
}

function valueText(name: Figure['name'], value: number | null, tag: string): string | null {
  if (value === null) return null
  if (name === 'hit-rate')
    return new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 1 }).format(value)
  return name.startsWith('bytes') ? formatBytes(value) : value.toLocaleString(tag)
}

function useStats(lengthMs: number): PullStats | null {
  const { call, hear } = useApp()
  const isOpen = useWindowState().link.kind === 'open'
  const [stats, setStats] = useState<PullStats | null>(null)
  useEffect(() => {
    if (!isOpen) return undefined
    let isShown = true
    let timer: number | null = null
    let last = 0
    const read = async (): Promise<void> => {
      last = Date.now()
      // The list below tells of what is amiss; the plot of before stays.
      const told = await call('pulls.stats', { since: last - lengthMs, buckets }).catch(() => null)
      timer = null
      if (isShown && told) setStats(told)
    }
    timer = 0
    void read()
    // One timer, and only behind news: the last of a burst is drawn too.
    const end = hear('pulls', () => {
      timer ??= window.setTimeout(() => void read(), Math.max(0, last + leastMs - Date.now()))
    })
    return () => {
      isShown = false
      end()
      if (timer !== null) window.clearTimeout(timer)
    }
  }, [call, hear, lengthMs, isOpen])
  return stats
}
