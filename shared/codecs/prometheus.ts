import type { MirrorCounters } from '../pulls/stats.ts'

/** One line of a page of metrics. */
export interface Sample {
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

/** A metric with its meaning and all its samples. A counter's name ends in `_total`. */
export interface Family {
  readonly name: string
  readonly help: string
  readonly type: 'counter' | 'gauge'
  readonly samples: readonly { readonly labels: Readonly<Record<string, string>>; readonly value: number }[]
}

/** What a page is called in HTTP. */
export const contentTypes = {
  prometheus: 'text/plain; version=0.0.4; charset=utf-8',
  openmetrics: 'application/openmetrics-text; version=1.0.0; charset=utf-8',
} as const

const maxLine = 10_000
const maxSamples = 50_000
const odd: ReadonlyMap<string, number> = new Map([
  ['+Inf', Infinity],
  ['-Inf', -Infinity],
  ['NaN', Number.NaN],
])
const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i
const label = /([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"(?:,\s*|$)/gsy

/** Reads the text exposition format; lines that are none are left out. Timestamps are passed over. */
export function parseSamples(text: string): readonly Sample[] {
  const samples: Sample[] = []
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('#') || line.length > maxLine) continue
    const sample = sampleIn(line)
    if (sample) samples.push(sample)
    if (samples.length >= maxSamples) break
  }
  return samples
}

function sampleIn(line: string): Sample | null {
  const [, name, body = '', number] = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})?\s+(\S+)(?:\s+-?\d+)?$/s.exec(line) ?? []
  if (name === undefined || number === undefined) return null
  const value = odd.get(number) ?? (decimal.test(number) ? Number(number) : null)
  if (value === null) return null
  const labels: [string, string][] = []
  label.lastIndex = 0
  for (let at = 0; at < body.length; at = label.lastIndex) {
    label.lastIndex = at
    const found = label.exec(body)
    if (!found) return null
    labels.push([found[1]!, found[2]!.replace(/\\(.)/g, (_, sign: string) => (sign === 'n' ? '\n' : sign))])
  }
  return { name, labels: Object.fromEntries(labels), value }
}

/**
 * The counters of a pull-through of distribution 3.x, at a moment in milliseconds since 1970; null where it has none.
 * 3.x shows each of them from its start on, as nought; whatever is missing is not reported [measured 3.1.1].
 */
export function parseProxyMetrics(text: string, at: number): MirrorCounters | null {
  const samples = parseSamples(text)
  const of = (name: string, type?: string): number | null => {
    const found = samples.filter((one) => one.name === name && (type === undefined || one.labels['type'] === type))
    const total = found.reduce((sum, { value }) => sum + value, 0)
    return found.length > 0 && Number.isFinite(total) && total >= 0 ? total : null
  }
  if (!samples.some(({ name }) => name === 'registry_proxy_requests_total')) return null
  return {
    at,
    manifestRequests: of('registry_proxy_requests_total', 'manifest'),
    manifestMisses: of('registry_proxy_misses_total', 'manifest'),
    blobRequests: of('registry_proxy_requests_total', 'blob'),
    blobMisses: of('registry_proxy_misses_total', 'blob'),
    bytesPulled: of('registry_proxy_pulled_bytes_total'),
    bytesPushed: of('registry_proxy_pushed_bytes_total'),
    pending: of('registry_notifications_pending_total'),
  }
}

/** Writes a page of metrics, in the older format or as OpenMetrics 1.0. */
export function formatMetrics(families: readonly Family[], format: keyof typeof contentTypes): string {
  const isOpen = format === 'openmetrics'
  const lines = families.flatMap(({ name, help, type, samples }) => {
    // OpenMetrics names a counter without the `_total` that its samples carry.
    const title = isOpen && type === 'counter' ? name.replace(/_total$/, '') : name
    return [
      `# HELP ${title} ${escape(help, isOpen)}`,
      `# TYPE ${title} ${type}`,
      ...samples.map(({ labels, value }) => `${name}${labelsOf(labels)} ${numberOf(value)}`),
    ]
  })
  return [...lines, ...(isOpen ? ['# EOF'] : [])].map((line) => `${line}\n`).join('')
}

function labelsOf(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escape(value, true)}"`)
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`
}

function escape(text: string, quotes: boolean): string {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')
  return quotes ? escaped.replaceAll('"', '\\"') : escaped
}

function numberOf(value: number): string {
  if (value === Infinity) return '+Inf'
  if (value === -Infinity) return '-Inf'
  return Number.isNaN(value) ? 'NaN' : String(value)
}
