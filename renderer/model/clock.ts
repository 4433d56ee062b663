/** A moment as a clock time, with its day unless that is today: `14:05`, `yesterday, 14:05`, `12 Mar, 14:05`. */
export function clock(iso: string, now: number, tag: string): string {
  const at = new Date(iso)
  const time = formatOf(tag, 'time').format(at)
  const days = dayNumber(new Date(now)) - dayNumber(at)
  if (days === 0) return time
  if (days === 1) return `${new Intl.RelativeTimeFormat(tag, { numeric: 'auto' }).format(-1, 'day')} ${time}`
  const isThisYear = at.getFullYear() === new Date(now).getFullYear()
  return `${formatOf(tag, isThisYear ? 'day' : 'year').format(at)} ${time}`
}

const shapes = {
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  day: { day: 'numeric', month: 'short' },
  year: { day: 'numeric', month: 'short', year: 'numeric' },
} as const

const formats = new Map<string, Intl.DateTimeFormat>()

// Making one takes as long as a hundred uses of it, and a list that is scrolled uses one a row.
function formatOf(tag: string, shape: keyof typeof shapes): Intl.DateTimeFormat {
  const key = `${tag} ${shape}`
  const known = formats.get(key) ?? new Intl.DateTimeFormat(tag, shapes[shape])
  formats.set(key, known)
  return known
}

// Calendar days of the reader's own time zone; noon keeps summer time out of the count.
function dayNumber(date: Date): number {
  return Math.floor(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate(), 12) / 86_400_000)
}
