import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { failure } from '../../shared/errors.ts'

const patienceMs = 10_000
const pauseMs = 50

/**
 * Runs `work` under an exclusive lock on a file. The lock belongs to an open file that flock(1) inherits: it
 * ends with this process, however that ends, and so is never stale.
 */
export async function withFileLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  await mkdir(dirname(path), { recursive: true, mode: 0o755 })
  const handle = await open(path, 'a', 0o600)
  try {
    for (const deadline = Date.now() + patienceMs; !(await tryLock(handle.fd));) {
      if (Date.now() > deadline) throw failure('busy')
      await wait(pauseMs)
    }
    return await work()
  } finally {
    await handle.close()
  }
}

async function tryLock(fd: number): Promise<boolean> {
  const child = spawn('flock', ['--exclusive', '--nonblock', '3'], { stdio: ['ignore', 'ignore', 'ignore', fd] })
  const [code] = (await once(child, 'exit').catch((error: unknown) => {
    throw failure('command-missing', { command: 'flock' }, error)
  })) as [number | null]
  return code === 0
}
