import { open, stat, type FileHandle } from 'node:fs/promises'
import { StringDecoder } from 'node:string_decoder'
import { errnoOf } from '../../shared/errors.ts'
import { notice } from '../../shared/notice.ts'
import type { SourceState } from '../../shared/pulls/pull.ts'
import { splitLines } from './line-splitter.ts'
import { watchPath } from './watch-path.ts'

export interface Tailing {
  /** `end`: only what is written from now on. A file that is not there yet is read from its start. */
  readonly from: 'start' | 'end'
  onLines(lines: readonly string[]): void
  onState(state: SourceState): void
  readonly signal: AbortSignal
}

/** A file that is read on as it grows. */
interface Tail {
  readonly handle: FileHandle
  /** Device and inode: no other file can have them while this one is open. */
  readonly identity: string
  /** Whole lines that came since it was read last, a part at a time. */
  readOn(onLines: (lines: readonly string[]) => void): Promise<boolean>
}

const chunkBytes = 256 * 1024
/** Of files that were moved away and may still be written to. */
const maxMoved = 3

/**
 * Follows a log that grows, is moved away and made anew, or is cut to nothing in its place. The kernel tells of every
 * change; while nothing is written nothing wakes. A file that was moved away is read until its successor is written to,
 * for it takes a server a moment to turn to the new one.
 */
export function tailLog(path: string, { from, onLines, onState, signal }: Tailing): void {
  if (signal.aborted) return
  let tails: readonly Tail[] = []
  let isFirst = true
  let reading: Promise<void> | null = null
  let again = false
  let told = ''

  const tell = (state: SourceState['state'], why: string | null): void => {
    if (told === `${state} ${why}` || signal.aborted) return
    told = `${state} ${why}`
    const said = why === null ? null : notice('file-unreadable', { path, why })
    onState({ source: 'access-log', of: path, state, since: Date.now(), notice: said })
  }

  /** Opens what stands at the path, unless it is open already. */
  const openNewest = async (): Promise<void> => {
    try {
      const now = await stat(path)
      if (tails.at(-1)?.identity !== identityOf(now)) {
        tails = [...tails, await openTail(path, isFirst && from === 'end', signal)]
        for (const gone of tails.slice(0, -maxMoved)) await gone.handle.close()
        tails = tails.slice(-maxMoved)
      }
      isFirst = false
      tell('heard', null)
    } catch (error) {
      const why = errnoOf(error) ?? (error as Error).message
      // What only cannot be read is no new file, once it can be.
      if (why === 'ENOENT') isFirst = false
      tell('waiting', why)
    }
  }

  const readAll = async (): Promise<void> => {
    for (const tail of tails) {
      const hasGrown = await tail.readOn(onLines)
      if (tail !== tails.at(-1) || !hasGrown || tails.length === 1) continue
      for (const older of tails.slice(0, -1)) {
        await older.readOn(onLines)
        await older.handle.close()
      }
      tails = [tail]
    }
  }

  const look = async (): Promise<void> => {
    try {
      watcher.renew()
      await openNewest()
      await readAll()
    } catch (error) {
      // Not this log alone may be at fault: what was told of it could not be kept.
      tell('lost', (error as Error).message)
    }
  }

  const stir = (isOwn: boolean): void => {
    // A file that was moved away has another name now.
    if (signal.aborted || (!isOwn && tails.length === 1 && told.startsWith('heard'))) return
    again = true
    reading ??= (async () => {
      while (again && !signal.aborted) {
        again = false
        await look()
      }
      reading = null
    })()
  }

  const watcher = watchPath(path, stir, (why) => tell('lost', why))
  signal.addEventListener('abort', () => {
    watcher.close()
    void (reading ?? Promise.resolve()).then(() => Promise.all(tails.map(({ handle }) => handle.close())))
  })
  stir(true)
}

async function openTail(path: string, fromEnd: boolean, signal: AbortSignal): Promise<Tail> {
  const handle = await open(path, 'r')
  const begun = await handle.stat()
  const buffer = Buffer.allocUnsafe(chunkBytes)
  let position = fromEnd ? begun.size : 0
  let lines: string[] = []
  let decoder = new StringDecoder('utf8')
  const makeSplit = (): ((text: string) => void) => splitLines((line) => lines.push(line), ignore)
  let split = makeSplit()
  return {
    handle,
    identity: identityOf(begun),
    async readOn(onLines) {
      // Cut to nothing in its place: what was begun will not be ended.
      if ((await handle.stat()).size < position)
        [position, decoder, split] = [0, new StringDecoder('utf8'), makeSplit()]
      const before = position
      for (;;) {
        const { bytesRead } = await handle.read({ buffer, position })
        if (bytesRead === 0 || signal.aborted) return position > before
        position += bytesRead
        split(decoder.write(buffer.subarray(0, bytesRead)))
        const whole = lines
        lines = []
        if (whole.length > 0) onLines(whole)
      }
    },
  }
}

function identityOf({ dev, ino }: { readonly dev: number; readonly ino: number }): string {
  return `${dev}:${ino}`
}

function ignore(): void {}
