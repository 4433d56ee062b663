import { lstat, open, readdir, rm, statfs } from 'node:fs/promises'
import { errnoOf } from '../../shared/errors.ts'

/** What everything below a directory takes up, in bytes as the file system counts them; links count as themselves. */
export async function bytesBelow(path: string): Promise<number> {
  let sum = 0
  for (const queue = [path]; queue.length > 0;) {
    const directory = queue.pop()!
    // What a registry deletes while we count is no longer there.
    const entries = await readdir(directory, { withFileTypes: true }).catch(absent)
    for (const entry of entries ?? []) {
      const inside = `${directory}/${entry.name}`
      if (entry.isDirectory()) queue.push(inside)
      else sum += ((await lstat(inside).catch(absent))?.blocks ?? 0) * 512
    }
  }
  return sum
}

/** What the file system of a path has left for us, in bytes; null where there is no such path. */
export async function freeBytesAt(path: string): Promise<number | null> {
  const found = await statfs(path).catch(absent)
  return found && found.bavail * found.bsize
}

/** Deletes a directory of Pullcord's own with all that is in it; links in it are not followed. */
export async function removeTree(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true })
}

/** The last so many lines of a file; none where there is no file. */
export async function lastLinesOf(path: string, count: number, maxBytes = 4 * 1024 * 1024): Promise<readonly string[]> {
  const handle = await open(path, 'r').catch(absent)
  if (handle === null) return []
  try {
    const { size } = await handle.stat()
    const from = Math.max(0, size - maxBytes)
    const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(size - from), position: from })
    const lines = buffer.toString('utf8', 0, bytesRead).replace(/\n$/, '').split('\n')
    return (from > 0 ? lines.slice(1) : lines).filter((line) => line !== '').slice(-count)
  } finally {
    await handle.close()
  }
}

/** Cuts a log of ours to nothing in its place, once it is larger than so many bytes: whoever appends goes on. */
export async function cutLog(path: string, maxBytes: number): Promise<void> {
  const handle = await open(path, 'r+').catch(absent)
  if (handle === null) return
  try {
    if ((await handle.stat()).size > maxBytes) await handle.truncate(0)
  } finally {
    await handle.close()
  }
}

function absent(error: unknown): null {
  if (['ENOENT', 'ENOTDIR', 'EACCES'].includes(errnoOf(error) ?? '')) return null
  throw error
}
