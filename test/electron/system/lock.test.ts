import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, symlinkSync } from 'node:fs'
import { expect, test } from 'vitest'
import { withFileLock } from '../../../electron/system/lock.ts'
import { uid } from './root-at.ts'
import { temporaryRoot } from './temporary-root.ts'

const root = temporaryRoot()
const lock = root.put('/var/lib/pullcord/lock', '', 0o600)

/** Whether another process can take the lock right now. */
async function isFree(): Promise<boolean> {
  const child = spawn('flock', ['--nonblock', lock, 'true'], { stdio: 'ignore' })
  const [code] = await once(child, 'exit')
  return code === 0
}

test('keeps other processes out, and lets them in when the work is done or failed', async () => {
  expect(await withFileLock(lock, uid, isFree)).toBe(false)
  expect(await isFree()).toBe(true)
  await expect(withFileLock(lock, uid, () => Promise.reject(new Error('failed')))).rejects.toThrow('failed')
  expect(await isFree()).toBe(true)
})

test('waits for another process, and takes over when that one is killed', async () => {
  const other = spawn('flock', [lock, 'sh', '-c', 'echo held; exec sleep 60'], {
    stdio: ['ignore', 'pipe', 'ignore'],
    detached: true,
  })
  await once(other.stdout, 'data')
  let entered = false
  const waiting = withFileLock(lock, uid, async () => {
    entered = true
  })
  await new Promise((done) => setTimeout(done, 150))
  expect(entered).toBe(false)
  process.kill(-other.pid!, 'SIGKILL')
  await waiting
  expect(entered).toBe(true)
})

test('lets one at a time in, within one process too', async () => {
  let inside = 0
  const work = async (): Promise<number> => {
    inside++
    await new Promise((done) => setTimeout(done, 5))
    return inside--
  }
  expect(await Promise.all([1, 2, 3].map(() => withFileLock(lock, uid, work)))).toEqual([1, 1, 1])
  expect(existsSync(lock)).toBe(true)
})

test('is not taken through a link', async () => {
  const link = root.path('/var/lib/pullcord/link')
  symlinkSync('victim', link)
  await expect(withFileLock(link, uid, isFree)).rejects.toMatchObject({ notice: { values: { path: link } } })
  expect(existsSync(root.path('/var/lib/pullcord/victim'))).toBe(false)
})
