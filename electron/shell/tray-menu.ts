import type { EngineState, EngineStatus, Status } from '../../shared/contract.ts'
import type { EngineKey } from '../../shared/engine.ts'
import type { Notice } from '../../shared/notice.ts'
import type { TrayWords } from './tray-words.ts'

/** What a click in the menu asks for. `engines: null` means all that the switch covers. */
export type TrayAction =
  | { readonly kind: 'switch'; readonly to: 'on' | 'off'; readonly engines: readonly EngineKey[] | null }
  | { readonly kind: 'verify'; readonly engines: readonly EngineKey[] }
  | { readonly kind: 'open' }
  | { readonly kind: 'quit' }

/** A line of the menu. */
export type TrayItem =
  | { readonly kind: 'separator' }
  | { readonly kind: 'text'; readonly label: string }
  | { readonly kind: 'command'; readonly label: string; readonly enabled: boolean; readonly action: TrayAction }
  | {
      readonly kind: 'check'
      readonly label: string
      readonly checked: boolean
      readonly enabled: boolean
      readonly action: TrayAction
    }

/** The tray as data; two that are equal as JSON look the same. */
export interface TrayMenu {
  /** Names a picture of `build/icons`. */
  readonly icon: Status['switch']
  readonly line: string
  readonly items: readonly TrayItem[]
}

/** What the tray knows of the core. */
export type TrayView =
  | { readonly kind: 'opening' }
  | { readonly kind: 'failed'; readonly notice: Notice }
  /** `working` while something that was clicked is under way. */
  | { readonly kind: 'status'; readonly status: Status; readonly working: boolean }

/** Menus do not wrap: a longer reason is read in the window. */
const maxReason = 90

/** The menu for what is known. `clock` writes the time of day of an ISO 8601 instant; nothing in it ticks. */
export function trayMenu(view: TrayView, words: TrayWords, clock: (iso: string) => string): TrayMenu {
  const line = statusLine(view, words, clock)
  const faces: TrayItem[] = [
    { kind: 'command', label: words.open, enabled: true, action: { kind: 'open' } },
    { kind: 'command', label: words.quit, enabled: true, action: { kind: 'quit' } },
  ]
  const head: TrayItem[] = [{ kind: 'text', label: line }, { kind: 'separator' }]
  if (view.kind !== 'status') return { icon: 'off', line, items: [...head, ...faces] }
  const switches = switchItems(view.status, view.working, words)
  return { icon: view.status.switch, line, items: [...head, ...switches, { kind: 'separator' }, ...faces] }
}

function switchItems(status: Status, working: boolean, words: TrayWords): readonly TrayItem[] {
  const on = status.switch === 'on'
  const mirrored = status.engines.filter((engine) => engine.mirrors.length > 0)
  return [
    {
      kind: 'check',
      label: words.useMirrors,
      checked: on,
      enabled: !working && status.engines.length > 0,
      action: { kind: 'switch', to: on ? 'off' : 'on', engines: null },
    },
    { kind: 'separator' },
    ...status.engines.map((engine) => engineItem(engine, working, words)),
    {
      kind: 'command',
      label: words.verify,
      enabled: !working && mirrored.length > 0,
      action: { kind: 'verify', engines: mirrored.map(keyOf) },
    },
  ]
}

function engineItem(engine: EngineStatus, working: boolean, words: TrayWords): TrayItem {
  const checked = engine.mirrors.length > 0
  const label = words.engine(engine.id, words.scope[engine.scope], words.state[engine.state])
  const explained = engine.state === 'cannot' || engine.state === 'problem' || engine.state === 'changed-outside'
  const reason = explained && engine.notice ? shorten(engine.notice.message) : null
  return {
    kind: 'check',
    label: reason === null ? label : words.withReason(label, reason),
    checked,
    enabled: !working && engine.state !== 'cannot',
    action: { kind: 'switch', to: checked ? 'off' : 'on', engines: [keyOf(engine)] },
  }
}

function statusLine(view: TrayView, words: TrayWords, clock: (iso: string) => string): string {
  if (view.kind === 'opening') return words.opening
  if (view.kind === 'failed') return shorten(view.notice.message)
  if (view.working) return words.working
  const { status } = view
  const parts = [words.switch[status.switch]]
  if (status.engines.length === 0) parts.push(words.noEngine)
  if (status.switch !== 'off') parts.push(...mirrorsInForce(status, words), ...howWeKnow(status, words, clock))
  return parts.join(words.comma)
}

function mirrorsInForce({ engines }: Status, words: TrayWords): readonly string[] {
  const all = engines.flatMap(({ mirrors }) => mirrors)
  const [first] = all
  if (!first) return []
  const distinct = new Set(all.map(({ upstream, url }) => `${upstream} ${url}`))
  return [words.via(first.upstream, first.url.replace(/^https?:\/\//, ''), distinct.size - 1)]
}

// From what says least to what says most; the line never claims more than holds for every engine that is on.
const certainty: readonly EngineState[] = ['problem', 'changed-outside', 'configured', 'loaded', 'proven']

function howWeKnow({ engines }: Status, words: TrayWords, clock: (iso: string) => string): readonly string[] {
  const on = engines.filter(({ mirrors }) => mirrors.length > 0)
  const least = certainty.find((state) => on.some((engine) => engine.state === state))
  if (least === undefined) return []
  const oldest = on.flatMap(({ proof }) => proof?.at ?? []).toSorted()[0]
  // A proof ends after a day, so the time of day says all.
  return [least === 'proven' && oldest !== undefined ? words.provenAt(clock(oldest)) : words.state[least]]
}

function keyOf({ id, scope }: EngineStatus): EngineKey {
  return { id, scope }
}

function shorten(text: string): string {
  return text.length <= maxReason ? text : `${text.slice(0, maxReason - 1).trimEnd()}…`
}
