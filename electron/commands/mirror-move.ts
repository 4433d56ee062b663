import type { Core } from '../../shared/contract.ts'
import { failure } from '../../shared/errors.ts'
import { formatEndpoint, parseMirrorUrl, parseUpstream, type Mirror } from '../../shared/registry.ts'
import type { Settings } from '../../shared/settings.ts'
import { split } from './draft.ts'

/** The place of the mirror that was named as UPSTREAM=URL; throws where the list has none. */
export function placeOfNamed(mirrors: readonly Mirror[], named: string): number {
  const { upstream, url } = split(named)
  const [asked, endpoint] = [parseUpstream(upstream), parseMirrorUrl(url)]
  const index = mirrors.findIndex(
    (one) => asked.ok && endpoint.ok && one.upstream === asked.value && one.url === formatEndpoint(endpoint.value),
  )
  if (index < 0) throw failure('mirror-missing', { mirror: named })
  return index
}

/** Moves a mirror among those of its upstream: `up`, `down`, `first`, `last`, or its place counted from 1. */
export async function moveNamed(core: Core, named: string, where: string | undefined): Promise<Settings> {
  const settings = await core.call('settings.read', {})
  const { mirrors } = settings
  const from = placeOfNamed(mirrors, named)
  const places = mirrors.flatMap(({ upstream }, at) => (upstream === mirrors[from]?.upstream ? at : []))
  const wanted = placeAmong(places.indexOf(from), places.length, where)
  const to = places[wanted]
  if (to === undefined) {
    const why = `Say where: up, down, first, last, or a place from 1 to ${places.length}.`
    throw failure('usage', { why, help: 'mirror --help' })
  }
  return to === from ? settings : await core.call('mirror.move', { from, to })
}

function placeAmong(now: number, count: number, where = ''): number {
  if (where === 'up') return Math.max(0, now - 1)
  if (where === 'down') return Math.min(count - 1, now + 1)
  if (where === 'first') return 0
  if (where === 'last') return count - 1
  return /^[1-9]\d{0,3}$/.test(where) ? Number(where) - 1 : -1
}
