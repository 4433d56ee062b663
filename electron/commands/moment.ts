import { failure } from '../../shared/errors.ts'

const unitMs: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }

/** Reads `30m`, `6h`, `7d` before now, or a date as ISO 8601; milliseconds since 1970. */
export function parseMoment(text: string, now: number): number {
  const [, count, unit = ''] = /^(\d{1,6})([smhdw])$/.exec(text) ?? []
  if (count !== undefined) return now - Number(count) * unitMs[unit]!
  const moment = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : Number.NaN
  if (!Number.isNaN(moment)) return moment
  throw failure('usage', {
    why: `“${text}” is no time: write 30m, 6h, 7d or 2026-11-24T08:00.`,
    help: 'pulls --help',
  })
}
