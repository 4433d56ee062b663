import type { Approval } from './approval.ts'
import type { Checkup } from './doctor.ts'
import type { Drift } from './drift.ts'
import type { EngineId, EngineKey, Scope } from './engine.ts'
import type { Digest } from './files.ts'
import type { GitlabCalls } from './gitlab/contract.ts'
import type { HistoryEntry } from './history.ts'
import type { HostCalls } from './hosting/contract.ts'
import type { MirrorCalls } from './mirrors/contract.ts'
import type { Notice } from './notice.ts'
import type { PolicyView } from './policy.ts'
import type { ProfileCalls } from './profiles/contract.ts'
import type { CurrentProfile } from './profiles/profile.ts'
import type { PullCalls, PullEvents } from './pulls/contract.ts'
import type { Mirror, Upstream } from './registry.ts'
import type { Settings } from './settings.ts'
import type { Progress, TaskCalls } from './tasks.ts'
import type { Accepted } from './verdicts/verdict.ts'

/** The words of state, in the order in which we know more. */
export type EngineState =
  | 'off'
  | 'not-set-up'
  | 'configured'
  | 'loaded'
  | 'proven'
  | 'changed-outside'
  | 'cannot'
  | 'problem'

/** A pull that was seen to go through a mirror. */
export interface Proof {
  readonly image: string
  /** ISO 8601. */
  readonly at: string
  readonly mirror: string
  /** What was seen, in the words of who saw it. */
  readonly evidence: readonly string[]
}

/** One engine in one scope, as the files and the engine itself tell it. */
export interface EngineStatus {
  readonly id: EngineId
  readonly scope: Scope
  readonly instance: string
  /** By what it was found. */
  readonly found: readonly Notice[]
  readonly version: string | null
  /** Whether the switch covers it. */
  readonly chosen: boolean
  readonly state: EngineState
  /** Why it is in this state, and what to do; null where the state says it all. */
  readonly notice: Notice | null
  /** What else is worth knowing, such as a file that still mirrors by the user's own setting. */
  readonly notes: readonly Notice[]
  readonly targets: readonly { readonly path: string; readonly digest: Digest | null; readonly ours: boolean }[]
  /** Mirrors of ours that are in force. */
  readonly mirrors: readonly { readonly upstream: Upstream; readonly url: string; readonly insecure: boolean }[]
  /** All endpoints that the files name, ours and others, in the order they are tried. */
  readonly effective: readonly { readonly upstream: Upstream; readonly endpoint: string }[]
  /** Upstreams that it never asks itself, whatever the mirrors do. */
  readonly strict: readonly Upstream[]
  readonly proof: Proof | null
  /** What each engine that was measured makes of these files; empty where nobody asked. */
  readonly accepted: readonly Accepted[]
}

/** What a mirror's URL turned out to be when it was asked. */
export type Health = 'up' | 'silent' | 'portal' | 'gone' | 'untrusted' | 'not-a-registry' | 'needs-login' | 'unknown'

/** The answer of one bounded probe. */
export interface MirrorHealth {
  readonly health: Health
  /** Time to the first byte of `/v2/`; null where none came. */
  readonly latencyMs: number | null
  /** ISO 8601; null when it was never asked. */
  readonly at: string | null
  readonly notice: Notice | null
}

export interface MirrorStatus extends Mirror, MirrorHealth {}

export interface Status {
  readonly switch: 'on' | 'off' | 'mixed'
  /** Whether engines are to use the mirrors alone. */
  readonly strict: boolean
  readonly engines: readonly EngineStatus[]
  readonly mirrors: readonly MirrorStatus[]
  /** Machines inside this one, also those that do not run; absent where none was looked for. */
  readonly guests?: readonly { readonly instance: string; readonly running: boolean; readonly why: Notice }[]
  /** The profile that the list is, or came from; absent where there is none. */
  readonly profile?: CurrentProfile
  /** What an administrator laid down; absent where nothing is. */
  readonly policy?: PolicyView
}

/** A change as a person sees it. */
export interface ChangeView {
  readonly engine: EngineKey
  readonly target: string
  readonly path: string
  readonly before: Digest | null
  readonly after: Digest | null
  /** A unified diff, secrets masked. */
  readonly diff: string
}

/** A plan as a person sees it. */
export interface PlanView {
  /** Names exactly these changes; `switch.set` refuses when the disk no longer leads to them. */
  readonly id: string
  readonly to: 'on' | 'off'
  readonly changes: readonly ChangeView[]
  readonly reloads: readonly {
    readonly engine: EngineKey
    readonly how: 'SIGHUP' | 'restart'
    readonly stops: readonly string[]
    /** What needs a person's yes before it is done; null for nothing. */
    readonly consent: Notice | null
  }[]
  readonly refused: readonly {
    readonly engine: EngineKey
    readonly path: string | null
    readonly line: number | null
    readonly column: number | null
    readonly notice: Notice
  }[]
  readonly notes: readonly { readonly engine: EngineKey; readonly notice: Notice }[]
}

/** How one engine fared. */
export interface EngineReport {
  readonly engine: EngineKey
  readonly changed: boolean
  /** Null when all went well. */
  readonly failure: Notice | null
  readonly notes: readonly Notice[]
}

export interface SwitchReport {
  readonly to: 'on' | 'off'
  readonly changed: boolean
  readonly engines: readonly EngineReport[]
  readonly status: Status
}

/** How an undo fared. */
export interface UndoReport {
  /** The entry that was undone. */
  readonly id: string
  readonly engine: EngineReport
  /** Whether every file holds the very bytes again that it held before the change. */
  readonly exact: boolean
  readonly status: Status
}

/** What putting everything back came to. */
export interface UninstallReport {
  readonly engines: readonly EngineReport[]
  /** What is left to be done by hand. */
  readonly left: readonly Notice[]
}

/** Whether an engine really goes through its mirrors, and how we know. */
export interface Verification {
  readonly engine: EngineKey
  /** `configured`: only the files say so. `loaded`: the engine says so. `proven`: a pull showed it. */
  readonly reached: 'no' | 'configured' | 'loaded' | 'proven'
  readonly notice: Notice | null
  readonly evidence: readonly string[]
  readonly proof: Proof | null
}

/** What a person types to describe a mirror. `ca` is PEM text. */
export interface MirrorDraft {
  readonly upstream: string
  readonly url: string
  readonly insecure: boolean
  readonly ca: string | null
}

/** Which way the switch goes, for whom, and with what. */
export interface SwitchOrder {
  readonly to: 'on' | 'off'
  /** Null for the engines under the switch. */
  readonly engines: readonly EngineKey[] | null
  /** Replace the saved mirrors of the same upstreams; saved once an engine uses them. Null uses the saved ones. */
  readonly mirrors: readonly MirrorDraft[] | null
  /** Whether mirrors configured by hand stay behind ours; null leaves it as saved. */
  readonly keepTheirs: boolean | null
  /** Whether the upstream is never asked itself; null leaves it as saved. */
  readonly strict: boolean | null
}

/**
 * Every call between the core and a face. Names are `noun.verb`; `in` and `out` are JSON.
 * A call either resolves to `out` or rejects with an AppError's notice.
 */
export interface Calls extends PullCalls, HostCalls, MirrorCalls, ProfileCalls, GitlabCalls, TaskCalls {
  /** `probe` asks each mirror for its health first (at most 2 s); `accepted` judges the files by every engine measured. */
  'status.read': { in: { readonly probe: boolean; readonly accepted?: boolean }; out: Status }
  'switch.plan': { in: SwitchOrder; out: PlanView }
  'switch.set': {
    in: SwitchOrder & {
      /** The id of the plan that was shown; null applies what is planned now. */
      readonly expect: string | null
      /** Yes to every consent in the plan. */
      readonly accept: boolean
      /** Whether mirrors are asked first, and nothing is written when one would harm pulls. */
      readonly check: boolean
    }
    out: SwitchReport
  }
  /** `mirrorLog` names the mirror's access log on this machine; only the command line may name a file. */
  'engine.verify': {
    in: { readonly engine: EngineKey; readonly image: string | null; readonly mirrorLog: string | null }
    out: Verification
  }
  'approval.read': { in: Record<string, never>; out: Approval }
  /** Asks an administrator to allow the mirrors of the list; `only` takes back every earlier leave. */
  'approval.give': { in: { readonly acceptRisks: boolean; readonly only: boolean }; out: Approval }
  /** Takes back every leave. */
  'approval.revoke': { in: Record<string, never>; out: Approval }
  /** The latest changes of both scopes, newest first. */
  'history.read': { in: { readonly limit: number }; out: readonly HistoryEntry[] }
  /** Brings an engine back to what it used before a change; null for the latest. */
  'history.undo': { in: { readonly id: string | null; readonly accept: boolean }; out: UndoReport }
  /** What was changed outside Pullcord. `switch.set` on brings ours back, off takes only ours out. */
  'drift.read': { in: { readonly engine: EngineKey }; out: Drift }
  /** Leaves the files as they are now, for good: nothing in them is ours any more. */
  'drift.keep': { in: { readonly engine: EngineKey }; out: EngineReport }
  'doctor.run': { in: Record<string, never>; out: Checkup }
  /** Puts back everything in both scopes, and forgets every leave. */
  'uninstall.run': { in: { readonly accept: boolean }; out: UninstallReport }
  'mirror.add': { in: { readonly draft: MirrorDraft }; out: Settings }
  /** Replaces the mirror at this place of `settings.mirrors`. */
  'mirror.edit': { in: { readonly index: number; readonly draft: MirrorDraft }; out: Settings }
  'mirror.remove': { in: { readonly index: number }; out: Settings }
  'mirror.test': { in: { readonly draft: MirrorDraft }; out: MirrorHealth }
  'settings.read': { in: Record<string, never>; out: Settings }
  'settings.edit': {
    in: Partial<Pick<Settings, 'engines' | 'keepTheirs' | 'strict' | 'language' | 'notify'>>
    out: Settings
  }
}

/** What the core tells every face by itself. */
export interface Events extends PullEvents {
  /** After every change that was seen, ours or not. */
  status: Status
  /** After a choice was changed, here or by another face. */
  settings: Settings
  /** How far long work is; told often, of work that a face has begun. */
  progress: Progress
}

export type CallName = keyof Calls
export type EventName = keyof Events

/** The core as a face sees it; also what a test double implements. */
export interface Core {
  call<N extends CallName>(name: N, input: Calls[N]['in']): Promise<Calls[N]['out']>
  /** Returns the function that ends the subscription. */
  on<N extends EventName>(name: N, listener: (event: Events[N]) => void): () => void
}

/** The core that pages may speak to: before it hands a stored secret on, it asks a person where no page can draw. */
export interface GuardedCore extends Core {
  readonly isGuarded: true
}

/** Frames of the one protocol that carries the contract, over a WebSocket or a MessagePort. */
export type ClientFrame = { readonly kind: 'call'; readonly id: number; readonly name: string; readonly input: unknown }

export type ServerFrame =
  | { readonly kind: 'result'; readonly id: number; readonly output: unknown }
  | { readonly kind: 'failure'; readonly id: number; readonly notice: Notice }
  | { readonly kind: 'event'; readonly name: string; readonly event: unknown }
