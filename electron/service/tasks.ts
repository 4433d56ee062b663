import { asAppError, failure } from '../../shared/errors.ts'
import type { Notice } from '../../shared/notice.ts'
import type { Announcer } from './announcer.ts'

/** Tells how far a piece of work is. */
export type Tell = (notice: Notice, done?: number | null, total?: number | null) => void

/** Long work that a face began under a name of its own: it tells how far it is, and can be ended. */
export interface Tasks {
  /** An end by `stop` makes it fail with `task-stopped`. */
  run<T>(task: string, work: (signal: AbortSignal, tell: Tell) => Promise<T>): Promise<T>
  stop(task: string): void
  /** Ends all of them, and waits until they have ended. */
  close(): Promise<void>
}

export function makeTasks(news: Announcer): Tasks {
  const running = new Map<string, { readonly end: AbortController; readonly done: Promise<unknown> }>()
  return {
    async run(task, work) {
      if (running.has(task)) throw failure('task-taken')
      const end = new AbortController()
      const tell: Tell = (notice, done = null, total = null) => news.tell('progress', { task, notice, done, total })
      const done = work(end.signal, tell)
      running.set(task, { end, done: done.catch(() => undefined) })
      try {
        return await done
      } catch (error) {
        throw end.signal.aborted ? failure('task-stopped', {}, error) : asAppError(error)
      } finally {
        running.delete(task)
      }
    },
    stop: (task) => running.get(task)?.end.abort(),
    async close() {
      const all = [...running.values()]
      for (const { end } of all) end.abort()
      await Promise.all(all.map(({ done }) => done))
    },
  }
}
