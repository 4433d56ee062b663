import { watch, type FSWatcher } from 'node:fs'
import { open, stat, type FileHandle } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { StringDecoder } from 'node:string_decoder'
import { errnoOf } from '../../shared/errors.ts'
import { notice } from '../../shared/notice.ts'
import type { SourceState } from '../../shared/pulls/pull.ts'

export interface Tailing {
  /** `end`: only what is written from now on. */
  readonly from: 'start' | 'end'
  onLines(lines: readonly string[]): void
  onState(state: SourceState): void
  readonly signal: AbortSignal
}

const chunkBytes = 256 * 1024
/** A longer line is none of a registry. */
const maxLine = 64 * 1024

/**
 * Follows a log that grows, is moved away and made anew, or is cut to nothing in its place. The kernel tells of every
 * change; while nothing is written nothing wakes.
 */
export function tailLog(path: string, { from, onLines, onState, signal }: Tailing): void {
  let file: FileHandle | null = null
  let inode = 0
  let position = 0
  let rest = ''
  let decoder = new StringDecoder('utf8')
  let isFirst = true
  let reading: Promise<void> | null = null
  let again = false
  let heard: SourceState['state'] | null = null

  const tell = (state: SourceState['state'], why: string | null): void => {
    if (heard === state) return
    heard = state
    const said = why === null ? null : notice('file-unreadable', { path, why })
    onState({ source: 'access-log', of: path, state, since: Date.now(), notice: said })
  }

  const begin = async (): Promise<void> => {
    file = await open(path, 'r')
    const { ino, size } = await file.stat()
    inode = ino
    // A file that came in the place of another is new from its first line.
    position = isFirst && from === 'end' ? size : 0
    rest = ''
    decoder = new StringDecoder('utf8')
    isFirst = false
    tell('heard', null)
  }

  const readOn = async (handle: FileHandle): Promise<void> => {
    if ((await handle.stat()).size < position) [position, rest] = [0, '']
    for (;;) {
      const { bytesRead, buffer } = await handle.read({ buffer: Buffer.alloc(chunkBytes), position })
      if (bytesRead === 0 || signal.aborted) return
      position += bytesRead
      const lines = (rest + decoder.write(buffer.subarray(0, bytesRead))).split('\n')
      rest = lines.pop() ?? ''
      if (rest.length > maxLine) rest = ''
      const whole = lines.filter((line) => line.length <= maxLine)
      if (whole.length > 0) onLines(whole)
    }
  }

  const look = async (): Promise<void> => {
    try {
      if (!file) await begin()
      await readOn(file!)
      // What was still written to the old file is read before the new one is begun.
      if ((await stat(path)).ino === inode) return
      await file!.close()
      file = null
      await begin()
      await readOn(file!)
    } catch (error) {
      await file?.close().catch(() => undefined)
      file = null
      isFirst = false
      tell('waiting', errnoOf(error) ?? (error as Error).message)
    }
  }

  const stir = (): void => {
    if (signal.aborted) return
    if (reading) again = true
    else
      reading = look().finally(() => {
        reading = null
        if (again) {
          again = false
          stir()
        }
      })
  }

  const watcher = watchFor(path, stir)
  signal.addEventListener('abort', () => {
    watcher?.close()
    void (reading ?? Promise.resolve()).then(() => file?.close()).catch(() => undefined)
  })
  stir()
}

// The directory tells of a file that comes in the place of another; the file alone would not.
function watchFor(path: string, stir: () => void): FSWatcher | null {
  try {
    const watcher = watch(dirname(path), { persistent: false }, (_, name) => {
      if (name === null || name === basename(path)) stir()
    })
    watcher.on('error', () => watcher.close())
    return watcher
  } catch {
    return null
  }
}
