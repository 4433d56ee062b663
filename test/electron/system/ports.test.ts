import { readFileSync } from 'node:fs'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isPortFree, listenerAt } from '../../../electron/system/ports.ts'

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
