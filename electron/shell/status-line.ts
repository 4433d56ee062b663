import type { EngineState, EngineStatus, Status } from '../../shared/contract.ts'
import { ailing } from '../../shared/mirrors/ailing.ts'
import { strictOutcome } from '../../shared/strict.ts'
import type { TrayView } from './tray-menu.ts'
import type { TrayWords } from './tray-words.ts'

/** Menus do not wrap: a longer reason is read in the window. */
const maxReason = 90

/** The first line of the menu: on or off, what goes where, and how we know. */
export function statusLine(view: TrayView, words: TrayWords, clock: (iso: string) => string): string {
  if (view.kind === 'opening') return words.opening
  if (view.kind === 'failed') return shorten(view.notice.message)
  if (view.working) return words.working
  const { status } = view
  const { profile } = status
  const parts = [words.switch[status.switch]]
  if (profile) parts.push(profile.changed ? words.changed(profile.name) : profile.name)
  if (status.engines.length === 0) parts.push(words.noEngine)
  const harms = ailing(status)
  // What harms pulls matters more than where they go.
  if (harms.length > 0) parts.push(...harms.map(({ harm, hosts }) => words.harm[harm](hosts.join(words.comma))))
  else if (status.switch !== 'off')
    parts.push(...mirrorsInForce(status, words), ...strictly(status, words), ...howWeKnow(status, words, clock))
  return parts.join(words.comma)
}

function mirrorsInForce({ engines }: Status, words: TrayWords): readonly string[] {
  const all = engines.flatMap(({ mirrors }) => mirrors)
  const [first] = all
  if (!first) return []
  const distinct = new Set(all.map(({ upstream, url }) => `${upstream} ${url}`))
  return [words.via(first.upstream, first.url.replace(/^https?:\/\//, ''), distinct.size - 1)]
}

function strictly(status: Status, words: TrayWords): readonly string[] {
  const { closed, open } = strictOutcome(status)
  if (closed.length > 0 && open.length === 0) return [words.strict]
  return open.length > 0 ? [words.notStrict] : []
}

// From what says least to what says most; the line never claims more than holds for every engine that counts.
const certainty: readonly EngineState[] = ['problem', 'changed-outside', 'configured', 'loaded', 'proven']

function howWeKnow({ engines }: Status, words: TrayWords, clock: (iso: string) => string): readonly string[] {
  const counted = engines.filter((engine) => engine.chosen || isMirrored(engine))
  const least = certainty.find((state) => counted.some((engine) => engine.state === state))
  if (least === undefined) return []
  const oldest = counted.flatMap(({ proof }) => proof?.at ?? []).toSorted()[0]
  // A proof ends after a day, so the time of day says all.
  return [least === 'proven' && oldest !== undefined ? words.provenAt(clock(oldest)) : words.state[least]]
}

/** Whether mirrors of ours stand in the engine's files. */
export function isMirrored({ mirrors }: EngineStatus): boolean {
  return mirrors.length > 0
}

/** Cuts a sentence to the width of a menu. */
export function shorten(text: string): string {
  return text.length <= maxReason ? text : `${text.slice(0, maxReason - 1).trimEnd()}…`
}
