import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bringUp } from '../../../electron/hosting/bring-up.ts'
import { findState } from '../../../electron/hosting/look.ts'
import { record } from '../../shared/hosting/made-record.ts'
import { dockerMachine } from './docker-machine.ts'

// A stranger at the mirror's port who answers as a registry does.
let stranger: Server
let mirror: ReturnType<typeof record>

beforeAll(async () => {
  stranger = createServer((_, response) => {
    response.writeHead(200, { 'docker-distribution-api-version': 'registry/2.0' }).end('{}')
  })
  await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve))
  const { port } = stranger.address() as AddressInfo
  mirror = record({ way: 'docker', keeper: 'docker', port, url: `http://127.0.0.1:${port}` })
})
afterAll(() => new Promise((done) => stranger.close(done)))

test('a mirror runs only where the socket that answers is its own', async () => {
  // The stranger is in this process; the mirror is in it too, or in another one.
  expect(await findState(dockerMachine(process.pid).system, mirror)).toMatchObject({ state: 'running', notice: null })
  expect(await findState(dockerMachine(process.ppid).system, { ...mirror, network: 'published' })).toMatchObject({
    state: 'running',
  })
  const other = 2 ** 22 + 1
  expect(await findState(dockerMachine(other).system, mirror)).toMatchObject({
    state: 'failed',
    notice: { code: 'host-port-lost', values: { port: mirror.port, upstream: 'docker.io' } },
  })
})

test('a port that was taken since it was chosen is refused before anything starts', async () => {
  const { system, acts } = dockerMachine(null)
  await expect(bringUp(system, mirror, new AbortController().signal)).rejects.toMatchObject({
    notice: { code: 'host-port-taken-by', values: { port: mirror.port } },
  })
  expect(acts()).toEqual([])
})
