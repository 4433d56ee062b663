import { outcomes } from '../../shared/pulls/pull.ts'
import type { PullStats } from '../../shared/pulls/stats.ts'
import { moment } from '../model/moment.ts'
import { bands, blocksOf } from '../model/timeline.ts'
import { useWindowState } from '../state/use-app.ts'

const [width, height] = [600, 48]

/** Pulls in time as stacked columns; the same stands below as a table, for who would rather read. */
export function Timeline({ stats, label }: { readonly stats: PullStats; readonly label: string }) {
  const { locale, now } = useWindowState()
  const { pulls: words } = locale.words
  return (
    <figure className="timeline">
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role */}
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-label={label}>
        {blocksOf(stats).map(({ band, left, width: part, bottom, height: high }) => (
          <rect
            key={`${band} ${left}`}
            data-band={band}
            x={left * width + 0.5}
            width={Math.max(1, part * width - 1)}
            y={height - (bottom + high) * height}
            height={high * height}
          />
        ))}
      </svg>
      <figcaption className="aside">
        {label}
        <span className="legend" aria-hidden="true">
          {bands.map((band) => (
            <span key={band} data-band={band}>
              {words.bands[band]}
            </span>
          ))}
        </span>
      </figcaption>
      {stats.timeline.length > 0 && (
        <details className="fold">
          <summary>{words.timelineTable}</summary>
          <table>
            <thead>
              <tr>
                <th scope="col">{words.time}</th>
                {outcomes.map((outcome) => (
                  <th key={outcome} scope="col">
                    {words.outcome[outcome]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {stats.timeline.map(({ at, counts }) => (
                <tr key={at}>
                  <th scope="row">{moment(at, now, locale.tag)}</th>
                  {outcomes.map((outcome) => (
                    <td key={outcome}>{counts[outcome]}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </figure>
  )
}
