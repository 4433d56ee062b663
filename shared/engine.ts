import type { Files, Input } from './files.ts'
import type { Notice } from './notice.ts'
import type { Plan } from './plan.ts'
import type { Mirror, Upstream } from './registry.ts'
import type { Places, Target } from './targets.ts'

/** What pulls. */
export type EngineId = 'podman' | 'docker'

/** Whose configuration. */
export type Scope = 'user' | 'system'

/** An engine in one scope; `podman:user` and `podman:system` are switched apart. */
export interface EngineKey {
  readonly id: EngineId
  readonly scope: Scope
}

/** `5.8.6` as numbers to compare by and the text the engine printed. */
export interface Version {
  readonly major: number
  readonly minor: number
  readonly text: string
}

/** podman's API service keeps the configuration it read first. */
export interface PodmanService {
  readonly pid: number
  /** Milliseconds since 1970. */
  readonly startedAt: number
}

export interface PodmanFacts extends EngineKey {
  readonly id: 'podman'
  readonly version: Version | null
  readonly service: PodmanService | null
  /** Environment variables that are set and make podman read other files than these; by name. */
  readonly environment?: readonly string[]
  /** The user's number, by which podman 6 names a directory. */
  readonly uid?: number
}

/** Which image store dockerd pulls into: the graph driver store, or containerd's. */
export type DockerStore = 'classic' | 'containerd'

/** A dockerd that runs, with what its `/info` says of mirrors (without their trailing slash). */
export interface RunningDocker {
  readonly pid: number
  /** Milliseconds since 1970. */
  readonly startedAt: number
  /** Null when the socket could not be asked; the reason stands in `silent`. */
  readonly loaded: { readonly mirrors: readonly string[]; readonly insecure: readonly string[] } | null
  readonly silent: Notice | null
}

export interface DockerFacts extends EngineKey {
  readonly id: 'docker'
  readonly scope: 'system'
  readonly version: Version | null
  /** Null where nobody could be asked; the oldest behaviour is then planned. */
  readonly store: DockerStore | null
  /** The daemon's own command line, without its name. */
  readonly flags: readonly string[]
  readonly running: RunningDocker | null
}

/** What the pure half of an engine must know of the machine. */
export type EngineFacts = PodmanFacts | DockerFacts

/** Whether an engine can use a mirror, and what a person should know or do if not. */
export type Support =
  | { readonly ok: true; readonly note: Notice | null }
  | { readonly ok: false; readonly notice: Notice }

/** The mirrors that a person has chosen for all engines, in the order in which they are tried. */
export interface Choice {
  readonly mirrors: readonly Mirror[]
  /** Whether mirrors the user had configured stay behind ours. */
  readonly keepTheirs: boolean
}

/** The choice that is “off”. */
export const noMirrors: Choice = { mirrors: [], keepTheirs: true }

/** The mirrors an engine should use; the empty list is "off". */
export interface Desired extends Choice {
  /** For “off”: mirrors that a running engine must forget, even where no file names them any more. */
  readonly forget?: readonly Mirror[]
}

/** What the files say now, by the engine's own rules of reading them. */
export interface Effective {
  /** Endpoints in the order the engine tries them, as its configuration spells them. */
  readonly endpoints: readonly { readonly upstream: Upstream; readonly endpoint: string }[]
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

/** `podman:user`: how a key is written on a command line, in settings and in events. */
export function formatKey({ id, scope }: EngineKey): string {
  return `${id}:${scope}`
}

/** Whether two keys name the same engine and scope. */
export function sameKey(a: EngineKey, b: EngineKey): boolean {
  return a.id === b.id && a.scope === b.scope
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
