import { expect, test } from 'vitest'
import { followDockerLog } from '../../../electron/pulls/docker-log.ts'
import { realClock } from '../../../electron/pulls/follow-again.ts'
import type { Processes } from '../../../electron/system/system.ts'
import type { SourceState } from '../../../shared/pulls/pull.ts'
import { idleProcesses } from '../engines/idle-processes.ts'
import { until } from '../system/until.ts'

test('lines are handed on whole; its end, and why, are told', async () => {
  const ending = new AbortController()
  const lines: string[] = []
  const states: SourceState[] = []
  const ran: string[] = []
  const processes: Processes = {
    ...idleProcesses,
    find: async (program) => `/usr/bin/${program}`,
    run: async (argv, { onOutput }) => {
      ran.push(argv.join(' '))
      onOutput?.('one\ntw')
      onOutput?.('o\n')
      return { code: 1, stdout: '', stderr: 'Error: No such container: pullcord-mirror-quay.io\n' }
    },
  }
  followDockerLog(
    processes,
    'pullcord-mirror-quay.io',
    { onLines: (all) => lines.push(...all), onState: (state) => states.push(state), signal: ending.signal },
    realClock,
  )
  await until(async () => states.length > 0)
  ending.abort()
  expect(ran).toEqual([
    '/usr/bin/setpriv --pdeathsig TERM -- /usr/bin/docker logs --follow --tail 0 pullcord-mirror-quay.io',
  ])
  expect(lines).toEqual(['one', 'two'])
  expect(states).toMatchObject([{ state: 'lost', of: 'pullcord-mirror-quay.io' }])
  expect(states[0]?.notice?.message).toContain('No such container')
})
