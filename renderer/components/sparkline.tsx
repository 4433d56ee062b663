import type { HealthSample } from '../../shared/mirrors/contract.ts'
import { heights } from '../../shared/mirrors/spark.ts'

/** The latest answers that are drawn; older ones say little. */
const shown = 20
const [step, high] = [4, 16]

/** How a mirror answered lately: a bar for the time each answer took, a cross for a fault. */
export function Sparkline({ samples, label }: { readonly samples: readonly HealthSample[]; readonly label: string }) {
  const bars = heights(samples.slice(-shown))
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
    <svg className="sparkline" {...sizeOf(bars.length)} role="img" aria-label={label}>
      {bars.map((height, at) => {
        const x = at * step
        if (height === null) {
          // oxlint-disable-next-line react/no-array-index-key
          return <path key={at} className="fault" d={`M${x + 0.5} ${high - 4}l3 3m0-3l-3 3`} />
        }
        const y = Math.max(2, height * high)
        // oxlint-disable-next-line react/no-array-index-key
        return <rect key={at} x={x} y={high - y} width={step - 1} height={y} />
      })}
    </svg>
  )
}

function sizeOf(bars: number): Pick<React.SVGProps<SVGSVGElement>, 'viewBox' | 'width' | 'height'> {
  const width = bars * step
  return { viewBox: `0 0 ${width} ${high}`, width, height: high }
}
