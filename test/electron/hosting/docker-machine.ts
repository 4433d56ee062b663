import { memoryDisk } from '../../../electron/system/memory-disk.ts'
import type { Processes } from '../../../electron/system/system.ts'
import { dataLabel } from '../../../shared/hosting/container-argv.ts'
import { idleProcesses } from '../engines/idle-processes.ts'

/** Where the mirror of docker.io keeps its data there. */
export const data = '/home/dev/.local/state/pullcord/hosted/docker.io/data'

/** A machine with a docker that has one container, or none, which runs in this process. */
export function dockerMachine(pid: number | null, label = data) {
  const ran: string[] = []
  let has = pid !== null
  // An hour ago: what it does now is not for being young.
  const StartedAt = new Date(Date.now() - 3_600_000).toISOString()
  const container = {
    Id: 'c0ffee',
    State: { Status: 'running', Pid: pid, StartedAt },
    RestartCount: 0,
    Config: { Labels: { [dataLabel]: label } },
  }
  const processes: Processes = {
    ...idleProcesses,
    find: async (program) => `/usr/bin/${program}`,
    run: async ([, ...words]) => {
      ran.push(words.join(' '))
      if (words[0] === 'rm') has = false
      const isKnown = words[1] !== 'inspect' || has
      return { code: isKnown ? 0 : 1, stdout: isKnown ? JSON.stringify(container) : '', stderr: '' }
    },
  }
  const acts = (): readonly string[] => ran.flatMap((line) => (line.startsWith('container inspect') ? [] : [line]))
  return { system: { disk: memoryDisk(), processes }, acts }
}
