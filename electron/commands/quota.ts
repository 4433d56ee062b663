import type { QuotaReading } from '../../shared/pulls/quota.ts'
import { leftText, whoseText } from '../../shared/pulls/quota-words.ts'
import { exit, print, printJson, type Command } from './command.ts'
import { noticeLines } from './words.ts'

export const quota: Command = {
  summary: 'what is left of Docker Hub’s pull limit',
  usage: 'quota [--no-probe]',
  options: { 'no-probe': { type: 'boolean' } },
  help: [['--no-probe', 'only what was measured within the last day; the hub is not asked']],
  async run({ values }, core) {
    const readings = await core.call('quota.read', { probe: values['no-probe'] !== true })
    if (values.json) printJson({ quotas: readings.map(quotaJson) })
    else if (readings.length === 0) print('Nothing was measured within the last day.', 'Measure: pullcord quota')
    else print(...readings.flatMap(lines))
    return readings.length > 0 && readings.every(({ state }) => state === 'failed') ? exit.failed : exit.done
  },
}

/** `pullcord quota --json`: keys may come, none goes. Times in milliseconds since 1970. */
function quotaJson({ notice, ...reading }: QuotaReading): unknown {
  return {
    ...reading,
    code: notice?.code ?? null,
    reason: notice?.message ?? null,
    remedy: notice?.hint ?? null,
  }
}

function lines(reading: QuotaReading): readonly string[] {
  const { at, from, notice, forecast } = reading
  const by = from.kind === 'collector' ? `by the collector of ${from.mirror}` : 'from this machine'
  const isSaid = notice?.code === 'quota-not-reported'
  return [
    `${whoseText(reading)}: ${leftText(reading)}`,
    `  measured ${new Date(at).toLocaleString()} ${by}`,
    ...forecastLines(forecast),
    ...(notice && !isSaid ? noticeLines(notice) : []),
  ]
}

function forecastLines({ perHour, emptyAt, basis }: QuotaReading['forecast']): readonly string[] {
  if (perHour === null || basis === null) return []
  const rate = perHour > 0 && perHour < 1 ? 'less than 1' : String(Math.round(perHour))
  const end = emptyAt === null ? '' : `; at this rate none is left at ${new Date(emptyAt).toLocaleTimeString()}`
  return [`  ${rate} an hour since ${new Date(basis.from).toLocaleTimeString()}${end}`]
}
