import type { Core } from '../../shared/contract.ts'
import { failure } from '../../shared/errors.ts'
import type { MirrorSpeed, SpeedReport } from '../../shared/mirrors/contract.ts'
import { barText } from '../../shared/mirrors/spark.ts'
import { formatBytes } from '../../shared/pulls/bytes.ts'
import { saysYes } from './ask.ts'
import { exit, print, printJson, type Arguments } from './command.ts'
import { noticeLines } from './words.ts'

const barWidth = 20

/** Measures the mirrors of an upstream, after saying what that costs; `--order` puts the best first. */
export async function measure(
  core: Core,
  upstream: string | undefined,
  { json, image, order, yes }: Arguments['values'],
): Promise<number> {
  const wanted = upstream ?? (await onlyUpstream(core))
  const plan = await core.call('mirror.speedPlan', {
    upstream: wanted,
    image: typeof image === 'string' ? image : null,
  })
  if (!json) process.stderr.write(`${plan.notice.message}\n`)
  if (plan.pulls > 0 && yes !== true && !(await agrees())) return exit.failed
  const report = await core.call('mirror.speed', { task: 'mirror speed', upstream: plan.upstream, image: plan.image })
  const isMoved = order === true && report.order.some((url, at) => report.mirrors[at]?.url !== url)
  if (isMoved) await core.call('mirror.order', { upstream: plan.upstream, urls: report.order })
  if (json) printJson({ ...speedJson(report), pulls: plan.pulls, ordered: isMoved })
  else print(...reportLines(report), ...orderLines(report, order === true, isMoved))
  return report.mirrors.some(({ verdict }) => verdict === 'wrong') ? exit.failed : exit.done
}

async function onlyUpstream(core: Core): Promise<string> {
  const { mirrors } = await core.call('settings.read', {})
  const upstreams = [...new Set(mirrors.map(({ upstream }) => upstream))]
  if (upstreams.length === 0) throw failure('no-mirrors')
  if (upstreams.length === 1 || upstreams.includes('docker.io')) {
    return upstreams.length === 1 ? upstreams[0]! : 'docker.io'
  }
  throw failure('usage', { why: `Say which upstream: ${upstreams.join(', ')}.`, help: 'mirror --help' })
}

async function agrees(): Promise<boolean> {
  if (process.stdin.isTTY) return await saysYes('Measure?')
  throw failure('usage', { why: 'It may cost a pull: agree with --yes.', help: 'mirror --help' })
}

/** `pullcord mirror speed --json`: keys may come, none goes. */
function speedJson({ mirrors, direct, notices, ...report }: SpeedReport): object {
  const told = ({ notice, ...speed }: MirrorSpeed): unknown => ({
    ...speed,
    code: notice?.code ?? null,
    reason: notice?.message ?? null,
  })
  return {
    ...report,
    mirrors: mirrors.map(told),
    direct: direct && told(direct),
    notices: notices.map(({ code, message }) => ({ code, message })),
  }
}

/** The measurements as bars of text: the faster, the longer. */
export function reportLines(report: SpeedReport): readonly string[] {
  const all = [...report.mirrors, ...(report.direct ? [report.direct] : [])]
  const width = Math.max(...all.map(({ url }) => url.length))
  const fastest = Math.max(1, ...all.map(({ bytesPerSecond }) => bytesPerSecond ?? 0))
  const line = (speed: MirrorSpeed): readonly string[] => {
    const { url, firstByteMs, bytesPerSecond, verdict, notice } = speed
    const bar = barText((bytesPerSecond ?? 0) / fastest, barWidth).padEnd(barWidth)
    const rate = bytesPerSecond === null ? '' : `${formatBytes(bytesPerSecond)}/s`
    const first = firstByteMs === null ? '' : `${Math.round(firstByteMs)} ms`
    const said = speed === report.direct ? 'itself' : verdictWords[verdict]
    return [
      `${url.padEnd(width)}  ${bar}  ${rate.padStart(11)}  ${first.padStart(8)}  ${said}`.trimEnd(),
      ...(notice ? noticeLines(notice) : []),
    ]
  }
  const { asked } = report
  return [
    `${report.image}${report.digest === null ? '' : `  ${report.digest}`}`,
    ...all.flatMap(line),
    ...report.notices.flatMap(noticeLines),
    `Asked in ${(report.tookMs / 1000).toFixed(1)} s: ${countText(asked.pulls, 'pull')} of quota, ${countText(asked.manifests, 'manifest')}, ` +
      `${countText(asked.tags, 'tag')}, ${countText(asked.blobs, 'blob')}, ${formatBytes(asked.bytes)}.`,
  ]
}

const verdictWords: Readonly<Record<MirrorSpeed['verdict'], string>> = {
  same: 'same',
  stale: 'stale',
  wrong: 'wrong',
  missing: 'missing',
  unknown: '',
}

function orderLines({ order }: SpeedReport, isWanted: boolean, isMoved: boolean): readonly string[] {
  if (isMoved) return [`Tried in this order from the next “pullcord on”: ${order.join(', ')}`]
  return isWanted ? ['They stand in the best order already.'] : [`Best first: ${order.join(', ')}`]
}

function countText(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`
}
