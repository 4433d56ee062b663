import type { Notice } from './notice.ts'

/** How far a long piece of work is. A face chooses the task's name when it begins it. */
export interface Progress {
  readonly task: string
  /** What is being done now. */
  readonly notice: Notice
  /** Of `total`, in the unit that the notice names; null where it cannot be known. */
  readonly done: number | null
  readonly total: number | null
}

/** Calls about long work in general; part of the one table of calls. */
export interface TaskCalls {
  /** Ends a piece of work; its call then fails with `task-stopped`. Nothing happens where there is none of this name. */
  'task.stop': { in: { readonly task: string }; out: null }
}
