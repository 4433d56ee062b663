import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { watchNetwork } from '../../../electron/service/network-watch.ts'
import type { Processes } from '../../../electron/system/system.ts'

/** A machine with `ip`, which says what it is told to. */
function machine(programs: readonly string[]) {
  const ran: (readonly string[])[] = []
  let say: (text: string) => void = () => undefined
  let isOver = false
  const processes = {
    find: async (name: string) => (programs.includes(name) ? `/bin/${name}` : null),
    run: (argv: readonly string[], { signal, onOutput }: Parameters<Processes['run']>[1]) => {
      ran.push(argv)
      say = onOutput ?? say
      return new Promise<never>((_, reject) => {
        signal?.addEventListener('abort', () => {
          isOver = true
          reject(new Error('over'))
        })
      })
    },
  } as unknown as Processes
  return { processes, ran, say: (text: string) => say(text), isOver: () => isOver }
}

test('an address that goes is told once, however many lines speak of it; a refreshed one is not', async () => {
  const { processes, ran, say, isOver } = machine(['ip', 'setpriv'])
  const end = new AbortController()
  let changes = 0
  watchNetwork(processes, () => changes++, end.signal)
  await expect.poll(() => ran.length).toBe(1)
  expect(ran[0]).toEqual(['/bin/setpriv', '--pdeathsig', 'TERM', '--', '/bin/ip', '-o', 'monitor', 'address', 'route'])
  say('2: eth9    inet 192.168.77.5/24 scope global eth9\n')
  await wait(1_300)
  expect(changes).toBe(0)
  say('Deleted 2: eth9    inet 192.168.77.5/24 scope global eth9\nDeleted default via 192.168.77.1 dev eth9\n')
  await expect.poll(() => changes, { timeout: 5_000 }).toBe(1)
  end.abort()
  expect(isOver()).toBe(true)
  expect(ran).toHaveLength(1)
})

test.each([[[]], [['ip']], [['setpriv']]])(
  'with %j alone nothing is started that could outlive us',
  async (programs) => {
    const { processes, ran } = machine(programs)
    const end = new AbortController()
    watchNetwork(processes, () => undefined, end.signal)
    await wait(50)
    expect(ran).toEqual([])
    end.abort()
  },
)
