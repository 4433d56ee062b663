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
  /** The Unix socket that answers; absent for the usual one. */
  readonly socket?: string
}

export interface DockerFacts extends Known {
  readonly id: 'docker'
  /** Absent for one as distributions and Docker package it. */
  readonly layout?: DockerLayout
  /** Null where nobody could be asked; the oldest behaviour is then planned. */
  readonly store: DockerStore | null
  /** The daemon's own command line, without its name. */
  readonly flags: readonly string[]
  /** The daemon.json it reads, where its environment names another than its layout's; null or absent where not. */
  readonly config?: string | null
  /** Whether it has a network of its own, in which this machine's loopback is another; absent where nobody knows. */
  readonly ownNetwork?: boolean
  /** That `docker` commands go to another machine; null or absent where they do not. */
  readonly elsewhere?: Notice | null
  readonly running: RunningDocker | null
}

/** Those that read containerd's hosts.toml; where they differ is a row of data. */
export type ContainerdId = 'containerd' | 'microk8s' | 'nerdctl'

export interface ContainerdFacts extends Known {
  readonly id: ContainerdId
  readonly running: Running | null
  /** Other programs that use it: `nerdctl`, `crictl`, `kubelet`; absent where nobody could look. */
  readonly readers?: readonly string[]
  /** The configuration that its command line names, where that is another than the usual. */
  readonly config?: string | null
  /** The socket that its command line names, where that is another than the usual. */
  readonly socket?: string | null
}

/** Kubernetes distributions that write containerd's configuration themselves, from one file of the user's. */
export type RancherId = 'k3s' | 'rke2'

export interface RancherFacts extends Known {
  readonly id: RancherId
  readonly running: Running | null
  /** By which unit of systemd it runs: a server and an agent have different ones. */
  readonly unit?: string
  /** The registries.yaml that it is told to read instead of the usual one. */
  readonly config?: string | null
  /** The file that keeps it from falling back on upstreams. */
  readonly strict?: string | null
}

/** BuildKit as a daemon of its own. The one inside dockerd follows dockerd's files. */
export interface BuildkitFacts extends Known {
  readonly id: 'buildkit'
  readonly running: Running | null
  /** Its configuration, where its command line names another than the usual. */
  readonly config?: string | null
}

/** One node of a builder, as its file in `instances` tells it [measured buildx 0.29]. */
export interface BuilderNode {
  readonly name: string
  /** A context of docker's, or the address of a daemon. */
  readonly endpoint: string
  /** As `linux/arm64/v8`. */
  readonly platforms: readonly string[]
  readonly options: Readonly<Record<string, string>>
  readonly flags: readonly string[]
  /** The buildkitd.toml it was made with, its certificates' paths rewritten; null where it was made with none. */
  readonly config: string | null
}

/** A builder of `docker buildx` that lives in containers, made with the configuration of its day. */
export interface Builder {
  readonly name: string
  /** Milliseconds since 1970, by its file; null where it cannot be told. */
  readonly madeAt: number | null
  readonly nodes: readonly BuilderNode[]
}

export interface BuildxFacts extends Known {
  readonly id: 'buildx'
  readonly builders: readonly Builder[]
  /** Environment variables that are set and make buildx keep its files elsewhere; by name. */
  readonly environment?: readonly string[]
}

export interface GitlabRunnerFacts extends Known {
  readonly id: 'gitlab-runner'
  readonly running: Running | null
  /** Its configuration, where its command line names another than the usual. */
  readonly config?: string | null
  /** Whether one of its runners can take a mirror; absent where its configuration could not be looked at. */
  readonly fits?: boolean
}

/** What the pure half of an engine must know of the machine. */
export type EngineFacts =
  | PodmanFacts
  | DockerFacts
  | ContainerdFacts
  | RancherFacts
  | BuildkitFacts
  | BuildxFacts
  | GitlabRunnerFacts

/** The scope of a Docker Engine's files. */
export function scopeOfLayout(layout: DockerLayout): Scope {
  return layout === 'rootless' || layout === 'desktop' ? 'user' : 'system'
}
