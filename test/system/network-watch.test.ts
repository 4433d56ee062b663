import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Daemon, type Machine, PROJECT, PROJECT_INSIDE, startMachine } from '../lab/machine.ts'
import { nodeIn } from '../lab/node-in.ts'
import { whyNot } from '../lab/prerequisites.ts'
import { systemSuite } from '../lab/suite.ts'

const LISTENER = fileURLToPath(new URL('../lab/network-listener.ts', import.meta.url))
const soon = { timeout: 20_000, interval: 50 } as const

systemSuite('changes of the network are heard, by a real ip monitor', whyNot(), () => {
  let machine: Machine
  let listener: Daemon
  const heard = (): number => readFileSync(listener.log, 'utf8').split('changed').length - 1
  const ip = async (...args: readonly string[]): Promise<void> => {
    expect(await machine.run(['ip', ...args])).toMatchObject({ code: 0 })
  }
  const monitors = async (): Promise<number> => {
    const { stdout } = await machine.run(['sh', '-c', 'cat /proc/[0-9]*/cmdline | tr "\\0" " "'])
    return stdout.split('ip -o monitor').length - 1
  }

  beforeAll(async () => {
    machine = await startMachine()
    const inside = join(PROJECT_INSIDE, relative(PROJECT, LISTENER))
    listener = await machine.start('network', [nodeIn(PROJECT_INSIDE), inside])
  }, 60_000)
  afterAll(() => machine?.stop())

  test('an address that comes, one that goes, and other name servers are a change each', async () => {
    await expect.poll(monitors, soon).toBe(1)
    await ip('address', 'add', '192.168.77.5/24', 'dev', 'lab0')
    await expect.poll(heard, soon).toBe(1)
    await ip('address', 'del', '192.168.77.5/24', 'dev', 'lab0')
    await expect.poll(heard, soon).toBe(2)
    await machine.run(['sh', '-c', 'echo nameserver 192.168.77.1 >/etc/resolv.conf'])
    await expect.poll(heard, soon).toBe(3)
  })

  test('what containers do with their networks is none', async () => {
    await ip('link', 'add', 'veth9', 'type', 'veth', 'peer', 'name', 'veth8')
    await ip('address', 'add', '172.31.9.1/24', 'dev', 'veth9')
    await ip('link', 'del', 'veth9')
    await ip('address', 'add', '192.168.78.5/24', 'dev', 'lab0')
    // The last one is heard, and nothing of those before it by itself.
    await expect.poll(heard, soon).toBe(4)
  })

  test('killed, it leaves no monitor behind', async () => {
    await listener.stop('SIGKILL')
    await expect.poll(monitors, soon).toBe(0)
  })
})
