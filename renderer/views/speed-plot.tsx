import type { MirrorSpeed, SpeedReport } from '../../shared/mirrors/contract.ts'
import { healthLooks, Mark } from '../components/mark.tsx'
import { useSpeedWords } from '../locales/speed-words.ts'

const [width, high] = [200, 8]

/** Throughput as bars and the time to the first byte beside them; the same stands below as a table. */
export function SpeedPlot({ report }: { readonly report: SpeedReport }) {
  const words = useSpeedWords()
  const all = [...report.mirrors, ...(report.direct ? [report.direct] : [])]
  const fastest = Math.max(1, ...all.map(({ bytesPerSecond }) => bytesPerSecond ?? 0))
  const saidOf = (speed: MirrorSpeed): string =>
    speed === report.direct ? words.itself : words.verdicts[speed.verdict]
  return (
    <figure className="speeds">
      <ul>
        {all.map((speed) => {
          const { url, firstByteMs, bytesPerSecond, verdict } = speed
          const part = (bytesPerSecond ?? 0) / fastest
          return (
            <li key={url} data-verdict={verdict}>
              <span className="url">
                <Mark look={lookOf(speed)} /> {url}
              </span>
              <span className="aside">{saidOf(speed)}</span>
              <svg viewBox={`0 0 ${width} ${high}`} preserveAspectRatio="none" aria-hidden="true">
                <rect className="track" width={width} height={high} rx="2" />
                {part > 0 && <rect width={Math.max(2, part * width)} height={high} rx="2" />}
              </svg>
              <span className="figure">
                {bytesPerSecond === null ? words.noRate : words.rate(bytesPerSecond)}
                {', '}
                {firstByteMs === null ? words.noFirst : words.first(Math.round(firstByteMs))}
              </span>
            </li>
          )
        })}
      </ul>
      <figcaption className="aside">{words.plot}</figcaption>
      <details className="fold">
        <summary>{words.table}</summary>
        <table>
          <thead>
            <tr>
              {[words.mirror, words.throughput, words.firstByte, words.tag].map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {all.map((speed) => (
              <tr key={speed.url}>
                <th scope="row">{speed.url}</th>
                <td>{speed.bytesPerSecond === null ? words.noRate : words.rate(speed.bytesPerSecond)}</td>
                <td>{speed.firstByteMs === null ? words.noFirst : `${Math.round(speed.firstByteMs)} ms`}</td>
                <td>{saidOf(speed)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  )
}

function lookOf({ verdict, firstByteMs, notice }: MirrorSpeed) {
  if (verdict === 'wrong' || firstByteMs === null) return healthLooks.gone
  if (verdict === 'stale' || verdict === 'missing') return healthLooks.portal
  return notice ? healthLooks.unknown : healthLooks.up
}
