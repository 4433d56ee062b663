/** What one path holds for an engine that reads it as root, byte for byte. */
export type RawFile =
  | { readonly kind: 'absent' }
  | { readonly kind: 'file'; readonly bytes: Uint8Array }
  | { readonly kind: 'directory' }
  /** A symbolic link that leads nowhere, or round in a circle. */
  | { readonly kind: 'dangling' }
  | { readonly kind: 'loop' }
  /** A FIFO, socket or device: an engine that opens it may wait for ever. */
  | { readonly kind: 'special' }
  /** Larger than we read. */
  | { readonly kind: 'huge' }

/** Files as an engine finds them; links are followed. */
export interface RawTree {
  readonly file: (path: string) => RawFile
  /** A directory's names in byte order; null where there is no directory. */
  readonly names: (path: string) => readonly string[] | null
  readonly isLink: (path: string) => boolean
}

/** What an engine that was measured makes of the files as they are. */
export interface Accepted {
  /** `docker 20.10`, `containerd 2.1`, `podman 5.4`. */
  readonly engine: string
  /** Where the image stores of one engine differ. */
  readonly store?: 'classic' | 'containerd'
  /** Where the ways to pull differ. */
  readonly via?: 'ctr' | 'cri' | 'build'
  /** Whether the engine starts and works with these files. */
  readonly ok: boolean
  /** What becomes of a pull of a docker.io image: through a mirror, past it, or not at all; null where nothing starts. */
  readonly mirror: 'used' | 'unused' | 'fails' | null
  /** The engine's own reason, where it gives one. */
  readonly why: string | null
}
