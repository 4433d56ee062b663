import type { Readable } from 'node:stream'
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

/** The file that a process runs, by its link in /proc. */
export interface Program {
  readonly path: string
  /** Whether it is the one that `find` finds by the name asked for. */
  readonly isFound: boolean
  /** Whether nobody but root can change it, or put another in its place. */
  readonly isSealed: boolean
}

/** A process as /proc tells it. Name and command line are claims: whoever starts a process chooses them. */
export interface Process {
  readonly pid: number
  readonly parent: number
  /** Real, effective, saved and file system: a program with the setuid bit has different ones. */
  readonly uids: readonly number[]
  /** Milliseconds since 1970. */
  readonly startedAt: number
  readonly command: readonly string[]
  /** Null where that may not be asked. */
  readonly program: Program | null
  /** Whether it has another network than we have; absent where that may not be asked. */
  readonly ownNetwork?: boolean
}

export interface RunOptions {
  readonly timeoutMs: number
  readonly env?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal
  /** What it reads on its standard input; nothing unless given. A stream stays open until it ends. */
  readonly input?: string | Readable
  /** Takes the output as it comes; `stdout` stays empty then. */
  readonly onOutput?: (text: string) => void
}

/** How an answer that goes on is taken. */
export interface FollowOptions {
  readonly signal: AbortSignal
  readonly headers?: Readonly<Record<string, string>>
  /** Called with the status as soon as the answer begins. */
  readonly onBegin?: (status: number) => void
  /** Takes the text as it comes, in pieces of any length; nothing is kept. */
  readonly onText: (text: string) => void
}

/** The files of one machine, or of a directory that stands for one. Paths are absolute below its root. */
export interface Disk {
  /** Empty for the machine itself, else the directory that stands for `/`. */
  readonly root: string
  readonly places: Places
  readonly uid: number
  read(path: string): Promise<FileState>
  /** Files with this ending, in byte order; empty where there is no directory, null where it may not be read. */
  list(path: string, ending: string): Promise<readonly string[] | null>
  /** Whether the path itself is a symbolic link; links above it are followed. */
  isLink(path: string): Promise<boolean>
  /** What the file carries now, and which directories a write would have to make, outermost first. */
  inspect(target: Target): Promise<{
    readonly attributes: Attributes | null
    readonly missing: readonly string[]
    /** Whether not everyone may read it, by its own mode or that of a directory above. */
    readonly closed: boolean
  }>
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
  /** Makes a new file of Pullcord's own without waiting for the disk: after a power cut it may be missing, or cut short. */
  jot(path: string, text: string, mode: number): Promise<void>
  remove(path: string): Promise<void>
  /** Makes a directory of Pullcord's own; in system scope one that everyone may read, whatever the umask. */
  makeDirectory(path: string): Promise<void>
  /** Names in a directory of Pullcord's own; null where it does not exist, `file-forbidden` where we may not know. */
  names(path: string): Promise<readonly string[] | null>
  /** Runs `work` while no other process of Pullcord changes files of this scope. */
  locked<T>(scope: Scope, work: () => Promise<T>): Promise<T>
}

/** The processes of one machine. */
export interface Processes {
  /** They are those of a machine inside this one: our own environment says nothing of it. */
  readonly inGuest?: true
  /** The full path of a program on PATH; null where there is none, or for root none that only root can change. */
  find(program: string): Promise<string | null>
  /** A name for the very file that a program is, which no other file ever has; null where it cannot be told. */
  identify(program: string): Promise<string | null>
  /** Runs a program by argv, never through a shell. */
  run(argv: readonly string[], options: RunOptions): Promise<Ended>
  /** Processes that go by this name. */
  named(program: string): Promise<readonly Process[]>
  /** Whether a process sees the same file at a path as we do, or the same folder above it; null where that may not be asked. */
  sees(pid: number, path: string): Promise<boolean | null>
  signal(pid: number, name: 'SIGHUP'): void
  /** Ends a process, and waits until it is gone. */
  end(process: Process): Promise<void>
  /** Ends a process of our own, and starts `program` in its place as it was started. Never as root. */
  respawn(process: Process, program: string): Promise<void>
  /** Starts a program that outlives us, with `input` to read; null, or the code with which it ended at once. Absent where nothing of ours may stay. */
  startAlone?(argv: readonly string[], input: string): Promise<number | null>
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
  /** A GET over a Unix socket whose answer goes on; resolves when it has ended. Absent where nothing can be followed. */
  follow?(socket: string, path: string, options: FollowOptions): Promise<{ readonly status: number }>
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
