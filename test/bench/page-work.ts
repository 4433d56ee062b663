import type { Page } from '@playwright/test'

/** What Chromium writes down of one event: microseconds, `tdur` of the thread's own time. */
interface TraceEvent {
  readonly name: string
  readonly pid: number
  readonly tid: number
  readonly ts: number
  readonly dur?: number
  readonly tdur?: number
  readonly args: { readonly name?: string; readonly src_func?: string }
}

/** Frames of a page, each with all that its main thread did from the frame before on. */
export interface PageWork {
  /** Milliseconds of processor time: what else the machine does at the same time is not in it. */
  readonly work: readonly number[]
  /** Milliseconds by the clock of what drew each, the machine's other work included. */
  readonly clock: readonly number[]
}

/** Traces what the page's main thread does meanwhile. */
export async function traceWork(page: Page, meanwhile: () => Promise<void>): Promise<PageWork> {
  const browser = page.context().browser()
  if (!browser) throw new Error('the page has no browser')
  await browser.startTracing(page, { categories: ['toplevel'] })
  await meanwhile()
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: readonly TraceEvent[] }
  const isMain = ({ name, args }: TraceEvent): boolean => name === 'thread_name' && args.name === 'CrRendererMain'
  const mains = new Set(traceEvents.filter(isMain).map(({ pid, tid }) => `${pid} ${tid}`))
  const tasks = traceEvents.filter(({ name, pid, tid }) => name.endsWith('RunTask') && mains.has(`${pid} ${tid}`))
  const work: number[] = []
  const clock: number[] = []
  let sum = 0
  for (const { dur = 0, tdur = 0, args } of tasks.toSorted((a, b) => a.ts - b.ts)) {
    sum += tdur / 1000
    if (!args.src_func?.includes('BeginMainFrame')) continue
    work.push(sum)
    clock.push(dur / 1000)
    sum = 0
  }
  if (work.length === 0) throw new Error('the trace holds no frame')
  return { work, clock }
}
