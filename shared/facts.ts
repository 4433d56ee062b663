import type { EngineKey, Scope, Version } from './engine.ts'
import type { Notice } from './notice.ts'

/** What every engine is known by. */
interface Known extends EngineKey {
  readonly version: Version | null
  /** By what it was found, for “status --verbose”; absent where it was only assumed. */
  readonly found?: readonly Notice[]
  /** Why the switch leaves it alone unless it is named; null or absent where it does not. */
  readonly aside?: Notice | null
}

/** A daemon that runs. */
export interface Running {
  readonly pid: number
  /** Milliseconds since 1970. */
  readonly startedAt: number
}

export interface PodmanFacts extends Known {
  readonly id: 'podman'
  /** Its API service, which keeps the configuration it read first. */
  readonly service: Running | null
  /** Environment variables that are set and make podman read other files than these; by name. */
  readonly environment?: readonly string[]
  /** The user's number, by which podman 6 names a directory. */
  readonly uid?: number
  /** Other programs on this machine that read the same files: `buildah`, `skopeo`. */
  readonly readers?: readonly string[]
  /** CRI-O reads them too, and anew only when it is told to. */
  readonly crio?: Running | null
  /** Services that systemd makes of quadlet files, by their file names. */
  readonly quadlets?: readonly string[]
}

/** Which image store dockerd pulls into: the graph driver store, or containerd's. */
export type DockerStore = 'classic' | 'containerd'

/** Where a Docker Engine keeps its files. Rootless and desktop are the user's, the others the system's. */
export type DockerLayout = 'default' | 'snap' | 'rootless' | 'desktop'

/** A dockerd that runs, with what its `/info` says of mirrors (without their trailing slash). */
export interface RunningDocker extends Running {
  /** Null when the socket could not be asked; the reason stands in `silent`. */
  readonly loaded: { readonly mirrors: readonly string[]; readonly insecure: readonly string[] } | null
  readonly silent: Notice | null
}

export interface DockerFacts extends Known {
  readonly id: 'docker'
  /** Absent for one as distributions and Docker package it. */
  readonly layout?: DockerLayout
  /** Null where nobody could be asked; the oldest behaviour is then planned. */
  readonly store: DockerStore | null
  /** The daemon's own command line, without its name. */
  readonly flags: readonly string[]
  readonly running: RunningDocker | null
}

/** Those that read containerd's hosts.toml; where they differ is a row of data. */
export type ContainerdId = 'containerd' | 'microk8s' | 'nerdctl'

export interface ContainerdFacts extends Known {
  readonly id: ContainerdId
  readonly running: Running | null
  /** Other programs that read the same directory: `nerdctl`, `crictl`, `kubelet`. */
  readonly readers?: readonly string[]
}

/** Kubernetes distributions that write containerd's configuration themselves, from one file of the user's. */
export type RancherId = 'k3s' | 'rke2'

export interface RancherFacts extends Known {
  readonly id: RancherId
  readonly running: Running | null
}

/** BuildKit as a daemon of its own. The one inside dockerd follows dockerd's files. */
export interface BuildkitFacts extends Known {
  readonly id: 'buildkit'
  readonly running: Running | null
  /** Its configuration, where its command line names another than the usual. */
  readonly config?: string | null
}

/** A builder of `docker buildx` that lives in a container, made with the configuration of its day. */
export interface Builder {
  readonly name: string
  /** Milliseconds since 1970, by its file; null where it cannot be told. */
  readonly madeAt: number | null
}

export interface BuildxFacts extends Known {
  readonly id: 'buildx'
  readonly builders: readonly Builder[]
}

/** What the pure half of an engine must know of the machine. */
export type EngineFacts = PodmanFacts | DockerFacts | ContainerdFacts | RancherFacts | BuildkitFacts | BuildxFacts

/** The scope of a Docker Engine's files. */
export function scopeOfLayout(layout: DockerLayout): Scope {
  return layout === 'rootless' || layout === 'desktop' ? 'user' : 'system'
}
