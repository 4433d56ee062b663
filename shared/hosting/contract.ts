import type { Notice } from '../notice.ts'
import type { Upstream } from '../registry.ts'

/** What can run a mirror on this machine, in the order in which they are tried. */
export const hostWays = ['podman', 'docker', 'binary'] as const

export type HostWay = (typeof hostWays)[number]

/** `waiting-for-upstream`: distribution 2.8 ends where its upstream cannot be reached, and is started again, ever later. */
export type HostedState = 'running' | 'starting' | 'waiting-for-upstream' | 'stopped' | 'failed'

/** A pull-through cache that runs here by our doing, as its engine or its process tells it. */
export interface HostedMirror {
  /** Of its upstream, such as `docker.io` or `registry.corp_5000`: there is one for each. */
  readonly id: string
  readonly upstream: Upstream
  /** As engines name it. */
  readonly url: string
  readonly way: HostWay
  readonly state: HostedState
  /** By the name it was fetched by; null for a binary. */
  readonly image: string | null
  /** The digest that it runs by; null for a binary, and for an image that never was in a registry. */
  readonly digest: string | null
  /** Of distribution, such as `2.8.3`; null where it does not say. */
  readonly version: string | null
  /** All that it keeps, as the file system counts it; null where that cannot be read. */
  readonly bytes: number | null
  /** What the file system has left for it. */
  readonly freeBytes: number | null
  /** Hours after which what was fetched is fetched anew; null for never. */
  readonly expires: number | null
  /** ISO 8601, of the start that still lasts. */
  readonly since: string | null
  /** Why it is in this state, and what to do; null where the state says it all. */
  readonly notice: Notice | null
  /** What brings it back after a restart of the machine. */
  readonly afterRestart: Notice
  /** Whether other machines can reach it. */
  readonly isShared: boolean
  /** Who it is for its upstream; null for nobody. */
  readonly username: string | null
}

/** What could run a mirror here; nothing was started to find out. */
export interface HostOffer {
  readonly ways: readonly {
    readonly way: HostWay
    readonly ok: boolean
    /** Why not; null where it could. */
    readonly notice: Notice | null
    readonly version: string | null
  }[]
  /** The first that is free. */
  readonly port: number
  /** Where its image is asked for, in order. */
  readonly images: readonly string[]
}

/** For whom a mirror answers beside this machine: with the certificate and key (PEM) given, or in plain sight. */
export interface HostShare {
  readonly tls: { readonly certificate: string; readonly key: string } | null
  /** Yes to what plain http means. */
  readonly accept: boolean
}

/** How a mirror is to be run; what is null is left to us, or as it was. */
export interface HostOrder {
  readonly upstream: string
  readonly way: HostWay | null
  readonly port: number | null
  /** `loopback` lets nobody else in any more. */
  readonly share: HostShare | 'loopback' | null
  readonly image: string | null
  /** Kept from the last start unless given. */
  readonly login?: { readonly username: string; readonly password: string } | null
  /** Hours until what was fetched expires, 0 for never; distribution 3 alone takes it. */
  readonly hours?: number | null
  /** Asks for the image anew; the old one stays until the new one answers. */
  readonly upgrade?: boolean
  /** Whether the mirror comes on the list; it does unless told. */
  readonly add?: boolean
}

/** What a mirror is written out as, for a server. */
export const exportFormats = ['compose', 'quadlet', 'systemd'] as const

export type ExportFormat = (typeof exportFormats)[number]

/** A file for a server, to be written where its reader wants it. */
export interface ExportedFile {
  readonly name: string
  readonly text: string
}

/** Calls about mirrors on this machine; part of the one table of calls. */
export interface HostCalls {
  'host.list': { in: Record<string, never>; out: readonly HostedMirror[] }
  'host.offer': { in: { readonly upstream: string }; out: HostOffer }
  /** Starts what is stopped, changes what runs, and makes what is new. */
  'host.start': { in: HostOrder & { readonly task: string }; out: HostedMirror }
  /** What it keeps stays, and it stays on the list. */
  'host.stop': { in: { readonly id: string }; out: HostedMirror }
  /** Takes it off the list; `data` deletes what it keeps as well. */
  'host.remove': { in: { readonly id: string; readonly data: boolean }; out: readonly HostedMirror[] }
  'host.logs': { in: { readonly id: string; readonly lines: number }; out: readonly string[] }
  /** Deletes what no image needs any more, or with `all` everything; the mirror rests meanwhile. */
  'host.prune': {
    in: { readonly id: string; readonly all: boolean; readonly task: string }
    out: { readonly mirror: HostedMirror; readonly freed: number }
  }
  'host.export': { in: { readonly id: string; readonly format: ExportFormat }; out: readonly ExportedFile[] }
}
