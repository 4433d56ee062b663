import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { type Machine, enteringArguments, type RunOptions } from './machine.ts'
import { ended, type Outcome } from './outcome.ts'

/** A process that exists, and does nothing before it is told to. */
export interface Staged {
  /** Its id inside the machine; it keeps it, and its time of start, whatever it becomes. */
  readonly pid: number
  /** Its id as the machine outside numbers it. */
  readonly hostPid: number
  /** Becomes the command; `input` is its stdin, which then ends unless `open`. */
  go(input?: string | Uint8Array, open?: boolean): void
  /** More of its stdin; null ends it. */
  write(input: string | Uint8Array | null): void
  /** A signal to it alone. */
  kill(signal: NodeJS.Signals): void
  readonly done: Promise<Outcome>
}
