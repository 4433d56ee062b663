import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { constants } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { failure } from '../../shared/errors.ts'
import { fileFailure } from './file-errors.ts'

const patienceMs = 10_000
const pauseMs = 50

/**
 * Runs `work` under an exclusive lock on a file. The lock belongs to an open file that flock(1) inherits: it
 * ends with this process, however that ends, and so is never stale. What fails in the work is not told as a
 * failure of the lock. Who waits longer than `patience` (ms) for another's lock gets `busy`.
 */
export async function withFileLock<T>(
  path: string,
  uid: number,
  work: () => Promise<T>,
  patience = patienceMs,
): Promise<T> {
  const handle = await take(path, patience).catch((error: unknown) => {
    throw fileFailure(error, path, uid)
  })
  try {
    return await work()
  } finally {
    await handle.close()
  }
}

async function take(path: string, patience: number): Promise<FileHandle> {
  const { O_WRONLY, O_APPEND, O_CREAT, O_NOFOLLOW } = constants
  const handle = await open(path, O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW, 0o600)
  try {
    for (const deadline = Date.now() + patience; !(await tryLock(handle.fd));) {
      if (Date.now() > deadline) throw failure('busy')
      await wait(pauseMs)
    }
    return handle
  } catch (error) {
    await handle.close()
    throw error
  }
}

async function tryLock(fd: number): Promise<boolean> {
  const child = spawn('flock', ['--exclusive', '--nonblock', '3'], { stdio: ['ignore', 'ignore', 'ignore', fd] })
  const [code] = (await once(child, 'exit').catch((error: unknown) => {
    throw failure('command-missing', { command: 'flock' }, error)
  })) as [number | null]
  return code === 0
}
