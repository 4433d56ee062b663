import type { Scope } from '../../shared/engine.ts'
import type { Digest, FileState } from '../../shared/files.ts'
import type { Places, Target } from '../../shared/targets.ts'

/** What a file carries beside its bytes. */
export interface Attributes {
  readonly mode: number
  readonly uid: number
  readonly gid: number
  /** Milliseconds since 1970. */
  readonly modifiedAt: number
}

/** One file to be replaced, made or (with `text: null`) removed. */
export interface Write {
  readonly target: Target
  /** What the file must hold until the last moment; null for "no file". */
  readonly expect: Digest | null
  readonly text: string | null
  /** For a file that returns: what it carried before. Otherwise the present file's are kept. */
  readonly attributes: Attributes | null
}

/** What a write left behind for its undo. */
export interface Written {
  readonly target: Target
  readonly digest: Digest | null
  /** The displaced bytes under a hidden name, until they are discarded; null where there were none. */
  readonly kept: string | null
  readonly keptDigest: Digest | null
}

/** How a command ended. */
export interface Ended {
  /** Null when it was ended by a signal or by us. */
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** A process as /proc tells it. */
export interface Process {
  readonly pid: number
  readonly uid: number
  /** Milliseconds since 1970. */
  readonly startedAt: number
  readonly command: readonly string[]
  /** Whether it sees the same files as we do; null where that may not be asked. */
  readonly sameMounts: boolean | null
}

export interface RunOptions {
  readonly timeoutMs: number
  readonly env?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal
}

/** The files of one machine, or of a directory that stands for one. Paths are absolute below its root. */
export interface Disk {
  /** Empty for the machine itself, else the directory that stands for `/`. */
  readonly root: string
  readonly places: Places
  readonly uid: number
  read(path: string): Promise<FileState>
  /** Names with this ending, in byte order; empty where there is no directory, null where it may not be read. */
  list(path: string, ending: string): Promise<readonly string[] | null>
  /** What the file carries now, and which directories a write would have to make, outermost first. */
  inspect(target: Target): Promise<{ readonly attributes: Attributes | null; readonly missing: readonly string[] }>
  write(write: Write): Promise<Written>
  /** Puts displaced bytes back, or takes away what was new; fails when the file is no longer what was written. */
  restore(written: Written): Promise<void>
  /** Lets displaced bytes go; false when they are no longer what was displaced, and stay. */
  discard(written: Written): Promise<boolean>
  /** Removes directories that we made, innermost first, as far as they are empty. */
  removeDirectories(paths: readonly string[]): Promise<void>
  /** Clears what a killed run left beside these targets; displaced bytes only where their digest is known. */
  sweep(targets: readonly Target[], known: readonly Digest[]): Promise<void>
  /** Reads a file of Pullcord's own; null where there is none. */
  load(path: string): Promise<string | null>
  /** Replaces a file of Pullcord's own, atomically. */
  store(path: string, text: string, mode: number): Promise<void>
  remove(path: string): Promise<void>
  /** Makes a directory of Pullcord's own. */
  makeDirectory(path: string): Promise<void>
  /** Names in a directory of Pullcord's own; null where it does not exist. */
  names(path: string): Promise<readonly string[] | null>
  /** Runs `work` while no other process of Pullcord changes files of this scope. */
  locked<T>(scope: Scope, work: () => Promise<T>): Promise<T>
}

/** The processes of one machine. */
export interface Processes {
  /** The full path of a program on PATH; null where there is none. */
  find(program: string): Promise<string | null>
  /** Runs a program by argv, never through a shell. */
  run(argv: readonly string[], options: RunOptions): Promise<Ended>
  /** Processes whose program has this name. */
  named(program: string): Promise<readonly Process[]>
  signal(pid: number, name: 'SIGHUP' | 'SIGTERM'): void
  /** Starts a program that outlives us, as it was started before. */
  respawn(process: Process): Promise<void>
  /** One HTTP request over a Unix socket. */
  request(
    socket: string,
    path: string,
    options: {
      readonly timeoutMs: number
      readonly method?: string
      readonly headers?: Readonly<Record<string, string>>
    },
  ): Promise<{ readonly status: number; readonly body: string }>
}

/** Everything outside the program. Null processes: the files of another root, where nothing runs. */
export interface System {
  readonly disk: Disk
  readonly processes: Processes | null
}

/** Pullcord's own directory for what it remembers of a scope. */
export function stateDirectory(scope: Scope, places: Places): string {
  return scope === 'system' ? '/var/lib/pullcord' : `${places.stateHome}/pullcord`
}
