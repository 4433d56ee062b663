import type { EngineFacts } from './facts.ts'
import type { Files, Input } from './files.ts'
import type { Notice } from './notice.ts'
import type { Plan } from './plan.ts'
import type { Mirror, Upstream } from './registry.ts'
import type { Places, Target } from './targets.ts'

/** What pulls, in the order in which it is shown. */
export const engineIds = [
  'podman',
  'docker',
  'containerd',
  'nerdctl',
  'microk8s',
  'k3s',
  'rke2',
  'buildkit',
  'buildx',
  'gitlab-runner',
] as const

export type EngineId = (typeof engineIds)[number]

/** Whose configuration. */
export type Scope = 'user' | 'system'

/** An engine in one scope; `podman:user` and `podman:system` are switched apart. */
export interface EngineKey {
  readonly id: EngineId
  readonly scope: Scope
  /** A machine inside this one that it runs in, such as `lima.default` or `kind.kind-worker`; absent on this one. */
  readonly instance?: string
}

/** `5.8.6` as numbers to compare by and the text the engine printed. */
export interface Version {
  readonly major: number
  readonly minor: number
  readonly text: string
}

/** Whether an engine can use a mirror, and what a person should know or do if not. */
export type Support =
  | { readonly ok: true; readonly note: Notice | null }
  | { readonly ok: false; readonly notice: Notice }

/** The mirrors that a person has chosen for all engines, in the order in which they are tried. */
export interface Choice {
  readonly mirrors: readonly Mirror[]
  /** Whether mirrors the user had configured stay behind ours. */
  readonly keepTheirs: boolean
  /** Whether an upstream that has a mirror is never asked itself, also where every mirror of it fails. */
  readonly strict: boolean
}

/** The choice that is “off”. */
export const noMirrors: Choice = { mirrors: [], keepTheirs: true, strict: false }

/** The mirrors an engine should use; the empty list is "off". */
export interface Desired extends Choice {
  /** For “off”: mirrors that a running engine must forget, even where no file names them any more. */
  readonly forget?: readonly Mirror[]
}

/** What the files say now, by the engine's own rules of reading them. */
export interface Effective {
  /** Endpoints in the order the engine tries them, as its configuration spells them. */
  readonly endpoints: readonly { readonly upstream: Upstream; readonly endpoint: string }[]
  /** Upstreams that the engine never asks itself, whatever its mirrors do; absent where it cannot be kept from them. */
  readonly closed?: readonly Upstream[]
  /** Why the files cannot be used, or not by this engine. */
  readonly problem: Notice | null
}

/** The pure half of an engine: its files, what it can do, and what would have to change. */
export interface Engine<F extends EngineFacts = EngineFacts> {
  readonly id: EngineId
  readonly scopes: readonly Scope[]
  supports(mirror: Mirror, facts: F): Support
  /** What must be read before planning, the targets themselves included. */
  inputs(facts: F, places: Places): readonly Input[]
  /** The targets that this desired state would write. */
  targets(facts: F, desired: Desired): readonly Target[]
  /** Pure: the changes from what the files are to the desired state. */
  plan(files: Files, desired: Desired, facts: F, places: Places): Plan
  /** Which mirrors the files as they are make the engine use. */
  effective(files: Files, facts: F, places: Places): Effective
  /** How the engine's configuration spells a mirror; null where it cannot. */
  spell(mirror: Mirror, facts: F): string | null
}

/** `podman:user`, `podman/lima.default:system`: how a key is written for people. */
export function formatKey(key: EngineKey): string {
  const { id, scope, instance } = keyOf(key)
  return `${id}${instance === undefined ? '' : `/${instance}`}:${scope}`
}

/** The bare key of what carries one. This machine’s own engines are shown as of the instance `default`. */
export function keyOf({ id, scope, instance }: EngineKey): EngineKey {
  return instance === undefined || instance === 'default' ? { id, scope } : { id, scope, instance }
}

/** Whether two keys name the same engine, scope and machine. */
export function sameKey(a: EngineKey, b: EngineKey): boolean {
  return formatKey(a) === formatKey(b)
}

/** Whether a version is known and at least this. */
export function atLeast(version: Version | null, major: number, minor = 0): boolean {
  return version !== null && (version.major > major || (version.major === major && version.minor >= minor))
}

/** Reads `4.3.1`, `docker version 28.5.2+dfsg1`, `v5.8`; null where no number is found. */
export function parseVersion(text: string): Version | null {
  const [found, major, minor] = /(\d+)\.(\d+)(?:\.\d+)?/.exec(text) ?? []
  return found === undefined ? null : { major: Number(major), minor: Number(minor), text: found }
}
