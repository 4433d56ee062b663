import type { HealthSample } from './contract.ts'

const blocks = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const
/** Below that all answers look alike: a difference of 2 ms is none. */
const floorMs = 20

/** How high each answer stands, from 0 to 1 of the slowest; null for one that did not come as it should. */
export function heights(samples: readonly HealthSample[]): readonly (number | null)[] {
  const times = samples.flatMap(({ latencyMs }) => latencyMs ?? [])
  const slowest = Math.max(floorMs, ...times)
  return samples.map(({ health, latencyMs }) =>
    latencyMs === null || (health !== 'up' && health !== 'needs-login') ? null : latencyMs / slowest,
  )
}

/** The latest answers as a line of text, one character each: a bar for the time it took, `×` for a fault. */
export function sparkText(samples: readonly HealthSample[], width = 20): string {
  return heights(samples.slice(-width))
    .map((height) => (height === null ? '×' : blocks[Math.min(7, Math.floor(height * 8))]))
    .join('')
}

/** A bar of text, as long as `part` of the width; never empty for what is more than nothing. */
export function barText(part: number, width: number): string {
  const length = Math.round(Math.min(1, Math.max(0, part)) * width)
  return '█'.repeat(part > 0 ? Math.max(1, length) : 0)
}
