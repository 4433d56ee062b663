/** A moment as a clock time, with its day unless that is today: `14:05`, `yesterday, 14:05`, `12 Mar, 14:05`. */
export function clock(iso: string, now: number, tag: string): string {
  const at = new Date(iso)
  const time = new Intl.DateTimeFormat(tag, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at)
  const days = dayNumber(new Date(now)) - dayNumber(at)
  if (days === 0) return time
  if (days === 1) return `${new Intl.RelativeTimeFormat(tag, { numeric: 'auto' }).format(-1, 'day')} ${time}`
  const isThisYear = at.getFullYear() === new Date(now).getFullYear()
  const day = new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'short', ...(!isThisYear && { year: 'numeric' }) })
  return `${day.format(at)} ${time}`
}

// Calendar days of the reader's own time zone; noon keeps summer time out of the count.
function dayNumber(date: Date): number {
  return Math.floor(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate(), 12) / 86_400_000)
}
