import type { ChangeView, EngineReport, PlanView } from './contract.ts'
import type { Choice, EngineId, EngineKey } from './engine.ts'
import type { Digest } from './files.ts'
import type { Notice } from './notice.ts'
import type { Mirror } from './registry.ts'

/** Both sides must speak the same one: app and helper may be of two packages. */
export const protocolVersion = 1

/** Of the one line that a request is. A hundred mirrors with authorities fit. */
export const maxRequestBytes = 256 * 1024

/** How long the line may take to arrive. */
export const requestMs = 10_000

/** The line before the answer. What else a wrapper, a shell or polkit prints is not the helper’s word. */
export const answerMark = 'pullcord-helper-answer'

/** What polkit is asked for: `approve` by an administrator’s password, `toggle` of the active local user without. */
export type Action = 'approve' | 'toggle'

/**
 * All that may be said to the helper. No path, no content: a toggle names an approved set by its id, and what is
 * written comes from `/etc/pullcord/approved.json`. Mirrors are said only to be approved, and an administrator
 * reads them in the password dialog. All concern the system scope alone.
 */
export type HelperRequest =
  | {
      readonly verb: 'approve'
      /** Null approves nothing, which with `only` takes back everything. */
      readonly choice: Choice | null
      /** Takes back every earlier leave. */
      readonly only: boolean
      readonly acceptRisks: boolean
    }
  | {
      readonly verb: 'toggle'
      /** An approved set; null for off. */
      readonly set: string | null
      readonly engines: readonly EngineId[]
      /** By target key: what a person saw there, null for no file. It can only cause a refusal. */
      readonly expect: Readonly<Record<string, Digest | null>>
      /** Yes to what the plan says needs one. */
      readonly accept: boolean
    }
  | {
      readonly verb: 'restore'
      /** `entry`: back to before a change of the journal. Only the latest, and one’s own, by the action `toggle`. */
      readonly what:
        | { readonly kind: 'entry'; readonly id: string }
        | { readonly kind: 'keep'; readonly engine: EngineId }
        | { readonly kind: 'everything' }
      readonly accept: boolean
    }
  | {
      readonly verb: 'read'
      /** What a plan is made for: an approved set, null for off. */
      readonly set: string | null
      readonly engines: readonly EngineId[]
    }

/** What root sees of one engine, in so far as everybody may know. */
export interface EngineReading {
  readonly engine: EngineKey
  readonly version: string | null
  /** What the engine itself says. */
  readonly loaded: { readonly kind: 'loaded' | 'silent' | 'missing'; readonly notice: Notice | null }
  readonly targets: readonly { readonly path: string; readonly digest: Digest | null; readonly ours: boolean }[]
  /** Diffs are whole only of files that everybody may read; of others they show our own entries. */
  readonly changes: readonly ChangeView[]
  readonly reloads: PlanView['reloads']
  readonly refused: PlanView['refused']
  readonly notes: PlanView['notes']
}

/** One JSON line, after the mark. */
export type HelperAnswer =
  | { readonly version: typeof protocolVersion; readonly kind: 'approved'; readonly sets: readonly string[] }
  | { readonly version: typeof protocolVersion; readonly kind: 'switched'; readonly engines: readonly EngineReport[] }
  | {
      readonly version: typeof protocolVersion
      readonly kind: 'restored'
      readonly engines: readonly EngineReport[]
      readonly exact: boolean
    }
  | { readonly version: typeof protocolVersion; readonly kind: 'read'; readonly engines: readonly EngineReading[] }
  | { readonly version: typeof protocolVersion; readonly kind: 'refused'; readonly notice: Notice }

/** The one spelling of a request: the helper refuses a line that is not byte for byte what this makes of it. */
export function formatRequest(request: HelperRequest): string {
  return JSON.stringify({ version: protocolVersion, ...inOrder(request) })
}

// The order of keys is part of the spelling.
function inOrder(request: HelperRequest): object {
  const { verb } = request
  switch (verb) {
    case 'approve': {
      const { choice, only, acceptRisks } = request
      return { verb, choice: choice && choiceInOrder(choice), only, acceptRisks }
    }
    case 'toggle': {
      const { set, engines, expect, accept } = request
      const sorted = Object.entries(expect).toSorted(([a], [b]) => (a < b ? -1 : 1))
      return { verb, set, engines, expect: Object.fromEntries(sorted), accept }
    }
    case 'restore': {
      const { what, accept } = request
      return { verb, what: whatInOrder(what), accept }
    }
    case 'read': {
      const { set, engines } = request
      return { verb, set, engines }
    }
  }
}

// Spelled as ever where it is not strict: a helper of an earlier package understands that, and refuses the other.
function choiceInOrder({ mirrors, keepTheirs, strict }: Choice): object {
  return { mirrors: mirrors.map(mirrorInOrder), keepTheirs, ...(strict && { strict }) }
}

function mirrorInOrder({ upstream, url, insecure, ca }: Mirror): Mirror {
  return { upstream, url, insecure, ca: ca && { sha256: ca.sha256, pem: ca.pem } }
}

type What = Extract<HelperRequest, { verb: 'restore' }>['what']

function whatInOrder(what: What): What {
  switch (what.kind) {
    case 'entry':
      return { kind: what.kind, id: what.id }
    case 'keep':
      return { kind: what.kind, engine: what.engine }
    case 'everything':
      return { kind: what.kind }
  }
}

/**
 * What stands behind the wrapper on the command line, which the password dialog shows. By the action `approve` it
 * must equal what stdin says; by `toggle` there is none.
 */
export function argumentsOf(action: Action, request: HelperRequest): readonly string[] {
  if (action === 'toggle') return []
  switch (request.verb) {
    case 'approve':
      return [
        // First, so that no list of mirrors can push them out of sight.
        ...(request.acceptRisks ? ['accept-risks'] : []),
        ...(request.only ? ['only'] : []),
        ...(request.choice?.keepTheirs === false ? ['drop-theirs'] : []),
        ...(request.choice ? wordsOf(request.choice) : []),
      ]
    case 'restore':
      return ['restore', ...restoreArguments(request.what)]
    case 'toggle':
    case 'read':
      return []
  }
}

function restoreArguments(what: What): readonly string[] {
  switch (what.kind) {
    case 'entry':
      return [what.id]
    case 'keep':
      return ['keep', what.engine]
    case 'everything':
      return ['everything']
  }
}

/** What is to be approved as the password dialog shows it: mirrors, and before them that nothing else may be asked. */
export function wordsOf({ mirrors, strict }: Pick<Choice, 'mirrors' | 'strict'>): readonly string[] {
  return [...(strict ? ['strict'] : []), ...mirrors.map(mirrorArgument)]
}

/** A mirror as the password dialog shows it: `docker.io=https://mirror.corp,unverified`. */
export function mirrorArgument({ upstream, url, insecure, ca }: Mirror): string {
  return `${upstream}=${url}${insecure ? ',unverified' : ''}${ca ? `,ca=sha256:${ca.sha256}` : ''}`
}
