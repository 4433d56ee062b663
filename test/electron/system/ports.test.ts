import { readFileSync } from 'node:fs'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { once } from 'node:events'
import { spawn } from 'node:child_process'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isListener, isPortFree, listenerAt } from '../../../electron/system/ports.ts'

let server: Server
let port: number

beforeAll(async () => {
  server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})
afterAll(() => new Promise((done) => server.close(done)))

test('a port that somebody has is not free, on loopback and for all', async () => {
  expect(await isPortFree(port, '127.0.0.1')).toBe(false)
  expect(await isPortFree(port, null)).toBe(false)
})

test('who has it goes by its name; where nobody has it there is none', async () => {
  expect(await listenerAt(port)).toBe(readFileSync('/proc/self/comm', 'utf8').trim())
  const gone = createServer()
  await new Promise<void>((resolve) => gone.listen(0, '127.0.0.1', resolve))
  const free = (gone.address() as AddressInfo).port
  await new Promise((done) => gone.close(done))
  expect(await isPortFree(free, '127.0.0.1')).toBe(true)
  expect(await listenerAt(free)).toBeNull()
})

test('a port is a process’s only where the very socket is its own, or a child’s', async () => {
  const listens = `const s = net.createServer().listen(0, '127.0.0.1', () => console.log(s.address().port))`
  const child = spawn(process.execPath, ['-e', listens], { stdio: ['ignore', 'pipe', 'ignore'] })
  try {
    const theirs = Number(String((await once(child.stdout, 'data'))[0]))
    expect(await isListener(theirs, [child.pid!])).toBe(true)
    expect(await isListener(theirs, [process.pid])).toBe(true)
    expect(await isListener(port, [process.pid])).toBe(true)
    expect(await isListener(port, [child.pid!])).toBe(false)
    expect(await isListener(port, [])).toBe(false)
  } finally {
    child.kill()
    await once(child, 'exit')
  }
})
