import type { EngineStatus, Status } from '../../shared/contract.ts'
import { engineName } from '../../shared/engine-names.ts'
import { type EngineKey, formatKey, keyOf } from '../../shared/engine.ts'
import type { Notice } from '../../shared/notice.ts'
import type { Pull } from '../../shared/pulls/pull.ts'
import { pullLabel } from './pull-label.ts'
import { isMirrored, shorten, statusLine } from './status-line.ts'
import type { TrayWords } from './tray-words.ts'

/** What a click in the menu asks for. */
export type TrayAction =
  /** All engines under the switch. */
  | { readonly kind: 'switch'; readonly to: 'on' | 'off' }
  /** Puts one under the switch or takes it out. Its files go `to` this first; null where they need not follow. */
  | {
      readonly kind: 'choose'
      readonly engine: EngineKey
      readonly to: 'on' | 'off' | null
      /** All engines that are under the switch afterwards. */
      readonly engines: readonly EngineKey[]
    }
  /** Puts a profile into the list; the engines follow while the switch is on. */
  | { readonly kind: 'profile'; readonly name: string }
  | { readonly kind: 'verify'; readonly engines: readonly EngineKey[] }
  | { readonly kind: 'open' }
  | { readonly kind: 'quit' }

/** A line of the menu. */
export type TrayItem =
  | { readonly kind: 'separator' }
  | { readonly kind: 'text'; readonly label: string }
  | { readonly kind: 'command'; readonly label: string; readonly enabled: boolean; readonly action: TrayAction }
  | { readonly kind: 'menu'; readonly label: string; readonly items: readonly TrayItem[] }
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
  | {
      readonly kind: 'status'
      readonly status: Status
      /** While something that was clicked is under way. */
      readonly working: boolean
      /** Keys of engines that were listed before: who was taken out here can be put back here. */
      readonly listed?: ReadonlySet<string>
      /** Names of the profiles that are kept. */
      readonly profiles?: readonly string[]
      /** The latest pulls, newest first. */
      readonly pulls?: readonly Pull[]
    }

/** How moments are written, none of which ticks: the time of day of an ISO 8601 instant, and day and time of milliseconds since 1970. */
export interface TrayTimes {
  clock(iso: string): string
  day(at: number): string
}

/** The menu for what is known. */
export function trayMenu(view: TrayView, words: TrayWords, { clock, day }: TrayTimes): TrayMenu {
  const line = statusLine(view, words, clock)
  const faces: TrayItem[] = [
    { kind: 'command', label: words.open, enabled: true, action: { kind: 'open' } },
    { kind: 'command', label: words.quit, enabled: true, action: { kind: 'quit' } },
  ]
  const head: TrayItem[] = [{ kind: 'text', label: line }, { kind: 'separator' }]
  if (view.kind !== 'status') return { icon: 'off', line, items: [...head, ...faces] }
  const parts = [
    ...switchItems(view, words),
    ...profileItems(view, words),
    ...pullItems(view, words, day),
    { kind: 'separator' } as const,
  ]
  return { icon: view.status.switch, line, items: [...head, ...parts, ...faces] }
}

type Seen = Extract<TrayView, { kind: 'status' }>

function switchItems({ status, working, listed }: Seen, words: TrayWords): readonly TrayItem[] {
  const on = status.switch === 'on'
  const mirrored = status.engines.filter(isMirrored)
  return [
    {
      kind: 'check',
      label: words.useMirrors,
      checked: on,
      enabled: !working && status.engines.length > 0,
      action: { kind: 'switch', to: on ? 'off' : 'on' },
    },
    { kind: 'separator' },
    ...status.engines
      .filter((engine) => isListed(engine) || listed?.has(formatKey(engine)))
      .map((engine) => engineItem(engine, status, working, words)),
    {
      kind: 'command',
      label: words.verify,
      enabled: !working && mirrored.length > 0,
      action: { kind: 'verify', engines: mirrored.map(keyOf) },
    },
  ]
}

function profileItems({ status, working, profiles = [] }: Seen, words: TrayWords): readonly TrayItem[] {
  if (profiles.length === 0) return []
  const current = status.profile ?? null
  const items = profiles.map((name): TrayItem => ({
    kind: 'check',
    label: current?.name === name && current.changed ? words.changed(name) : name,
    checked: current?.name === name && !current.changed,
    enabled: !working,
    action: { kind: 'profile', name },
  }))
  return [{ kind: 'menu', label: words.profile, items }]
}

// A click leads to the window, where each pull says who served it and why.
function pullItems({ pulls = [] }: Seen, words: TrayWords, day: TrayTimes['day']): readonly TrayItem[] {
  const lines = pulls.map((pull): TrayItem => ({
    kind: 'command',
    label: pullLabel(pull, words, day),
    enabled: true,
    action: { kind: 'open' },
  }))
  return lines.length === 0 ? [] : [{ kind: 'separator' }, { kind: 'text', label: words.pulls }, ...lines]
}

/** Whether the menu lists an engine: it is under the switch, or holds something of ours. Further ones are for the window. */
export function isListed(engine: EngineStatus): boolean {
  return engine.chosen || isMirrored(engine) || engine.state === 'changed-outside'
}

/** As in the window, the check mark says whether the switch covers the engine; its state stands in words beside it. */
function engineItem(engine: EngineStatus, status: Status, working: boolean, words: TrayWords): TrayItem {
  const label = words.engine(engineName(engine, status.engines, words.names), words.state[engine.state])
  const explained = engine.state === 'cannot' || engine.state === 'problem' || engine.state === 'changed-outside'
  const reason = explained && engine.notice ? shorten(words.say(engine.notice)) : null
  const cannot = engine.state === 'cannot'
  return {
    kind: 'check',
    label: reason === null ? label : words.withReason(label, reason),
    checked: engine.chosen && !cannot,
    enabled: !working && !cannot,
    action: chooseAction(engine, status),
  }
}

function chooseAction(engine: EngineStatus, status: Status): TrayAction {
  const joins = !engine.chosen
  const engines = status.engines.filter((other) => (other === engine ? joins : other.chosen)).map(keyOf)
  const leaves = engine.state === 'changed-outside' || isMirrored(engine) ? 'off' : null
  const follows = status.switch === 'off' ? null : 'on'
  return { kind: 'choose', engine: keyOf(engine), to: joins ? follows : leaves, engines }
}
