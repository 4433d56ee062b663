const units = ['bytes', 'kB', 'MB', 'GB', 'TB', 'PB'] as const

/** `1.2 MB`, in thousands as registries and disks count; whole numbers below a thousand. */
export function formatBytes(bytes: number): string {
  let value = bytes
  let unit = 0
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000
    unit++
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`
}
