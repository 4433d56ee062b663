import type { Figure } from '../../shared/pulls/stats.ts'
import { outcomes } from '../../shared/pulls/pull.ts'
import { outcomeWords, sourceWords } from '../../shared/pulls/words.ts'
import { formatBytes } from '../../shared/pulls/bytes.ts'
import { exit, print, printJson, type Command } from './command.ts'
import { parseMoment } from './moment.ts'
import { visible } from './pull-lines.ts'

const names: Readonly<Record<Figure['name'], string>> = {
  'hit-rate': 'hit rate',
  'bytes-saved': 'bytes saved',
  'bytes-served': 'bytes served',
  'manifest-requests': 'manifest requests',
  'manifest-misses': 'manifest misses',
}

export const stats: Command = {
  summary: 'pulls counted: outcomes, hit rate, top repositories',
  usage: 'stats [--since 7d]',
  options: { since: { type: 'string' } },
  help: [['--since T', '30m, 6h, 7d, or a date; without it, 24h']],
  async run({ values }, core) {
    const since = parseMoment(typeof values.since === 'string' ? values.since : '24h', Date.now())
    const told = await core.call('pulls.stats', { since, buckets: 24 })
    if (values.json) {
      printJson(told)
      return exit.done
    }
    const total = outcomes.reduce((sum, outcome) => sum + told.counts[outcome], 0)
    print(`Since ${new Date(told.since).toLocaleString()}: ${total} pulls.`)
    print(
      ...outcomes
        .filter((one) => told.counts[one] > 0)
        .map((one) => `  ${outcomeWords.en[one].padEnd(12)} ${told.counts[one]}`),
    )
    if (told.figures.length > 0) print('', ...told.figures.map(figureLine))
    if (told.top.length > 0)
      print(
        '',
        'Most pulled:',
        ...told.top.map(({ upstream, repository, pulls }) =>
          visible(`  ${String(pulls).padStart(6)}  ${upstream}/${repository}`),
        ),
      )
    return exit.done
  },
}

function figureLine({ name, value, source, mirror, notice }: Figure): string {
  const of = mirror === null ? '' : ` of ${mirror}`
  const why = notice === null ? '' : ` ${notice.message}`
  return `${names[name]}${of}: ${valueText(name, value)} (by ${sourceWords.en[source]}).${why}`
}

function valueText(name: Figure['name'], value: number | null): string {
  if (value === null) return 'not reported'
  if (name === 'hit-rate') return `${(value * 100).toFixed(1)} %`
  return name.startsWith('bytes') ? formatBytes(value) : String(value)
}
