import type { QuotaReading } from '../../shared/pulls/quota.ts'
import { windowText } from '../../shared/pulls/quota-words.ts'
import { exit, print, printJson, type Command } from './command.ts'
import { noticeLines } from './words.ts'

export const quota: Command = {
  summary: 'what is left of Docker Hub’s pull limit',
  usage: 'quota [--no-probe]',
  options: { 'no-probe': { type: 'boolean' } },
  help: [['--no-probe', 'only what was measured within the last day; the hub is not asked']],
  async run({ values }, core) {
    const readings = await core.call('quota.read', { probe: values['no-probe'] !== true })
    if (values.json) printJson({ quotas: readings })
    else if (readings.length === 0) print('Nothing was measured within the last day. Leave out --no-probe.')
    else print(...readings.flatMap(lines))
    return readings.length > 0 && readings.every(({ state }) => state === 'failed') ? exit.failed : exit.done
  },
}

function lines(reading: QuotaReading): readonly string[] {
  const { state, limit, remaining, windowSeconds, notice, forecast } = reading
  const window = windowSeconds === null ? '' : ` in ${windowText(windowSeconds)}`
  const left = {
    known: `${remaining} of ${limit} left${window}`,
    'not-reported': 'unlimited or not reported',
    failed: 'not measured',
  }
  return [
    `${whose(reading)}: ${left[state]}`,
    ...(notice && state === 'failed' ? noticeLines(notice) : []),
    ...(forecast.perHour === null
      ? []
      : [`  ${Math.round(forecast.perHour)} an hour lately${emptyText(forecast.emptyAt)}`]),
    `  measured ${new Date(reading.at).toLocaleString()} from ${reading.from.kind === 'collector' ? `the collector of ${reading.from.mirror}` : 'this machine'}`,
  ]
}

function whose({ login, counted }: QuotaReading): string {
  if (login !== null) return `As ${login}`
  return counted === null ? 'Without a login' : `Without a login, for ${counted}`
}

function emptyText(emptyAt: number | null): string {
  return emptyAt === null ? '' : `; at this rate none is left at ${new Date(emptyAt).toLocaleTimeString()}`
}
