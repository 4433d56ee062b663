import { readdirSync, readFileSync } from 'node:fs'

/** Resident memory of a process, in KB of 1024. */
export function residentKbOf(pid: number): number {
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
}

/** Processor time that the threads of a process have taken since their start, in milliseconds. */
export function cpuMsOf(pid: number): number {
  const threads = readdirSync(`/proc/${pid}/task`)
  // Nanoseconds, where the figures of `stat` are ticks of 10 ms [proc(5), Documentation/scheduler/sched-stats].
  const spent = threads.map((thread) =>
    Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]),
  )
  return spent.reduce((sum, one) => sum + one, 0) / 1e6
}
