import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { keepRecord } from '../../../../electron/hosting/records.ts'
import { alone, aloneWith } from '../../../../electron/service/hosting/busy.ts'
import { failure } from '../../../../shared/errors.ts'
import { record } from '../../../shared/hosting/made-record.ts'
import { temporaryRoot } from '../../system/temporary-root.ts'

const state = '/home/dev/.local/state/pullcord'
const { disk, path, put } = temporaryRoot()
const busy = { notice: { code: 'host-busy', values: { upstream: 'docker.io' } } }

test('one mirror is changed by one at a time, and the others meanwhile', async () => {
  await alone(disk, 'docker.io', async () => {
    await expect(alone(disk, 'docker.io', async () => 1)).rejects.toMatchObject(busy)
    expect(await alone(disk, 'quay.io', async () => 2)).toBe(2)
  })
  expect(await alone(disk, 'docker.io', async () => 3)).toBe(3)
})

test('another process that changes it keeps us out until it ends', async () => {
  const lock = put(`${state}/hosted-docker.io.lock`, '', 0o600)
  const other = spawn('flock', [lock, 'sh', '-c', 'echo held; exec sleep 60'], {
    stdio: ['ignore', 'pipe', 'ignore'],
    detached: true,
  })
  await once(other.stdout, 'data')
  await expect(alone(disk, 'docker.io', async () => 1)).rejects.toMatchObject(busy)
  process.kill(-other.pid!, 'SIGKILL')
  await once(other, 'exit')
  expect(await alone(disk, 'docker.io', async () => 1)).toBe(1)
})

test('what fails in the work is told as it is; an id that is nobody’s leaves nothing behind', async () => {
  await expect(alone(disk, 'docker.io', () => Promise.reject(failure('busy')))).rejects.toMatchObject({
    notice: { code: 'busy' },
  })
  await expect(aloneWith(disk, 'ghcr.io', async () => 1)).rejects.toMatchObject({ notice: { code: 'host-unknown' } })
  expect(readdirSync(path(state))).not.toContain('hosted-ghcr.io.lock')
  await keepRecord(disk, record({ port: 5007 }))
  expect(await aloneWith(disk, 'docker.io', async ({ port }) => port)).toBe(5007)
})
