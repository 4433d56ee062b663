import { failure, AppError } from '../../shared/errors.ts'
import { isTag } from '../../shared/codecs/distribution-names.ts'
import type { SpeedPlan, SpeedReport } from '../../shared/mirrors/contract.ts'
import { notice } from '../../shared/notice.ts'
import { parseReference, parseUpstream, type Mirror, type Reference } from '../../shared/registry.ts'
import { firstCatalogNames } from '../mirrors/catalog.ts'
import { measureSpeed, wholeMs } from '../mirrors/speed.ts'
import { countsPulls, maxManifests } from '../mirrors/speed-purse.ts'
import { nameOf } from '../mirrors/speed-truth.ts'
import { maxLayer } from '../mirrors/speed-turn.ts'
import { readTags } from '../mirrors/tags.ts'
import type { Desk } from './desk.ts'
import type { Tell } from './tasks.ts'

/** Small and wanted everywhere; each has a layer of a few megabytes. */
const wellKnown = ['library/alpine', 'library/busybox', 'library/debian', 'library/nginx']
const planMs = 3_000

interface Order {
  readonly upstream: string
  readonly image: string | null
}

/** What measuring would do. Without an image, one is chosen that most of the mirrors have in their catalogs. */
export async function planSpeed(desk: Desk, order: Order): Promise<SpeedPlan> {
  const { upstream, mirrors } = await mirrorsFor(desk, order.upstream)
  const image = order.image === null ? await imageFor(upstream, mirrors) : named(order.image, upstream)
  const pulls = countsPulls(upstream) ? maxManifests(upstream) : 0
  const seconds = Math.ceil((wholeMs(mirrors.length) + 1_500) / 1000)
  const bytes = 2 * maxLayer
  const megabytes = Math.round(bytes / 1024 / 1024)
  const values = { image: nameOf(image), count: mirrors.length, megabytes, seconds, pulls, upstream }
  const told = notice(pulls === 0 ? 'speed-plan' : 'speed-plan-costs', values)
  return { upstream, image: nameOf(image), mirrors: mirrors.map(({ url }) => url), pulls, seconds, bytes, notice: told }
}

/** Measures as the plan says. */
export async function runSpeed(desk: Desk, order: Order, signal: AbortSignal, tell: Tell): Promise<SpeedReport> {
  const { upstream, mirrors } = await mirrorsFor(desk, order.upstream)
  const image = order.image === null ? await imageFor(upstream, mirrors) : named(order.image, upstream)
  return await measureSpeed({ image, mirrors, signal, tell })
}

async function mirrorsFor(
  desk: Desk,
  text: string,
): Promise<{ readonly upstream: string; readonly mirrors: readonly Mirror[] }> {
  const upstream = parseUpstream(text)
  if (!upstream.ok) throw new AppError(upstream.notice)
  const mirrors = (await desk.settings()).mirrors.filter((mirror) => mirror.upstream === upstream.value)
  if (mirrors.length === 0) throw failure('speed-no-mirror', { upstream: upstream.value })
  return { upstream: upstream.value, mirrors }
}

function named(text: string, upstream: string): Reference {
  const read = parseReference(text)
  if (!read.ok) throw new AppError(read.notice)
  if (read.value.upstream !== upstream) throw failure('speed-other-upstream', { image: text, upstream })
  return read.value
}

async function imageFor(upstream: string, mirrors: readonly Mirror[]): Promise<Reference> {
  const signal = AbortSignal.timeout(planMs)
  const catalogs = await Promise.all(mirrors.map((mirror) => firstCatalogNames(mirror, signal)))
  const counts = new Map<string, number>()
  for (const name of catalogs.flat()) counts.set(name, (counts.get(name) ?? 0) + 1)
  const most = Math.max(0, ...counts.values())
  const best = [...counts].flatMap(([name, count]) => (count === most ? name : []))
  const fallback = upstream === 'docker.io' ? wellKnown[0] : undefined
  const repository = wellKnown.find((name) => best.includes(name)) ?? best.toSorted()[0] ?? fallback
  if (repository === undefined) throw failure('speed-no-image', { upstream })
  const holder = mirrors[catalogs.findIndex((names) => names.includes(repository))]
  // Asking a pull-through for tags costs no pull.
  const tags = holder ? (await readTags(holder, repository, signal)).tags.filter((tag) => isTag(tag)) : []
  const tag = tags.length === 0 || tags.includes('latest') ? 'latest' : tags.toSorted().at(-1)!
  return { upstream, repository, tag, digest: null }
}
