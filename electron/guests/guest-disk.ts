import { Buffer } from 'node:buffer'
import { randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { AppError, failure } from '../../shared/errors.ts'
import { byteOrder, type FileState } from '../../shared/files.ts'
import { targetPath, type Places } from '../../shared/targets.ts'
import { digestOrNull } from '../system/digest.ts'
import { hiddenPrefix, maxBytes, notRegular, stateOfBytes, tooLarge } from '../system/read-file.ts'
import { stateDirectory, type Disk } from '../system/system.ts'
import { guestFailure } from './guest-failure.ts'
import { isRefusal, textOf, type Answer } from './conversation.ts'
import type { Session } from './session.ts'
import type { Word } from './words.ts'

const lockMs = 10_000
const pauseMs = 50
const places: Places = { home: '/root', configHome: '/root/.config', stateHome: '/root/.local/state' }

/** The files of a guest, as its root sees them. What is remembered of them lies there too, and goes with the guest. */
export function guestDisk(session: Session): Disk {
  const ask = async (path: string, operation: string, ...words: readonly Word[]): Promise<Answer> => {
    try {
      return await session.ask(operation, path, ...words)
    } catch (error) {
      throw guestFailure(error, path)
    }
  }
  let turn: Promise<unknown> = Promise.resolve()
  return {
    root: '',
    places,
    uid: 0,
    read: (path) => readState(ask, path),
    list: async (path, ending) =>
      namesOf((await ask(path, 'list')).words[0] ?? null)
        .filter((name) => name.endsWith(ending))
        .sort(byteOrder),
    isLink: async (path) =>
      await ask(path, 'islink').then(
        (answer) => textOf(answer, 0) === 'link',
        // Where nothing is, or nothing may be seen, the listing tells.
        (error: unknown) => nothingIfRefused(error),
      ),
    async inspect(target) {
      const answer = await ask(targetPath(target, places), 'inspect')
      if (textOf(answer, 0) === 'absent') {
        return { attributes: null, missing: answer.words.slice(1).map(String), closed: false }
      }
      const [mode = '', uid, gid, time = '', closed] = answer.words.slice(1).map(String)
      const attributes = { mode: parseInt(mode, 8), uid: Number(uid), gid: Number(gid), modifiedAt: parseTime(time) }
      return { attributes, missing: [], closed: closed === 'yes' }
    },
    async write({ target, expect, text, attributes }) {
      const path = targetPath(target, places)
      const carries = attributes
        ? [attributes.mode.toString(8), `${attributes.uid}`, `${attributes.gid}`, formatTime(attributes.modifiedAt)]
        : [null, null, null, null]
      const digest = digestOrNull(text)
      const bytes = text === null ? null : Buffer.from(text)
      const names = [hiddenName('new'), hiddenName('kept')]
      const answer = await ask(path, 'write', hexOf(expect), bytes, hexOf(digest), ...carries, ...names)
      return { target, digest, kept: textOf(answer, 0) || null, keptDigest: expect }
    },
    async restore({ target, digest, kept }) {
      await ask(targetPath(target, places), 'restore', hexOf(digest), kept, hiddenName('kept'))
    },
    discard: async ({ kept, keptDigest }) =>
      kept === null || textOf(await ask(kept, 'discard', hexOf(keptDigest)), 0) === 'gone',
    async removeDirectories(paths) {
      for (const path of paths.toReversed()) await ask(path, 'rmdirs')
    },
    async sweep(targets, known) {
      const owns = targets.some(({ scope }) => scope === 'system') ? ['/etc/pullcord'] : []
      const scopes = [...new Set(targets.map(({ scope }) => scope))]
      for (const path of [...scopes.map((scope) => `${stateDirectory(scope, places)}/originals`), ...owns])
        await ask(path, 'sweepown')
      for (const target of targets) {
        // Where someone else chose the directory, nothing of ours was ever written.
        await ask(targetPath(target, places), 'sweep', ...known.map(hexOf)).catch(nothingIfRefused)
      }
    },
    load: async (path) => (await ask(path, 'load')).words[0]?.toString('utf8') ?? null,
    store: async (path, text, mode) =>
      void (await ask(path, 'store', Buffer.from(text), mode.toString(8), hiddenName('new'))),
    jot: async (path, text, mode) => void (await ask(path, 'jot', Buffer.from(text), mode.toString(8))),
    remove: async (path) => void (await ask(path, 'remove')),
    makeDirectory: async (path) => void (await ask(path, 'mkdir')),
    async names(path) {
      const [names] = (await ask(path, 'names')).words
      return names ? namesOf(names) : null
    },
    locked(scope, work) {
      const path = stateDirectory(scope, places)
      const done = turn.then(() =>
        session.kept(async () => {
          await ask(path, 'mkdir')
          await takeLock(ask, `${path}/lock`)
          try {
            return await work()
          } finally {
            await session.ask('unlock').catch(() => undefined)
          }
        }),
      )
      turn = done.catch(() => undefined)
      return done
    },
  }
}

type Ask = (path: string, operation: string, ...words: readonly Word[]) => Promise<Answer>

async function readState(ask: Ask, path: string): Promise<FileState> {
  try {
    const answer = await ask(path, 'read', `${maxBytes}`)
    switch (textOf(answer, 0)) {
      case 'absent':
        return { kind: 'absent' }
      case 'large':
        return tooLarge(path)
      case 'file':
        return stateOfBytes(path, answer.words[3]!, Number(textOf(answer, 1)), parseTime(textOf(answer, 2)))
      default:
        return notRegular(path)
    }
  } catch (error) {
    if (error instanceof AppError && isRefusal(error.cause)) {
      return { kind: 'refused', notice: error.notice, digest: null }
    }
    throw error
  }
}

// The lock ends with the connection, however that ends, and so is never stale.
async function takeLock(ask: Ask, path: string): Promise<void> {
  for (const deadline = Date.now() + lockMs; ; await wait(pauseMs)) {
    try {
      await ask(path, 'lock')
      return
    } catch (error) {
      const isBusy = error instanceof AppError && error.notice.code === 'busy'
      if (!isBusy || Date.now() > deadline) throw isBusy ? failure('busy', {}, error) : error
    }
  }
}

function nothingIfRefused(error: unknown): false {
  if (error instanceof AppError && isRefusal(error.cause)) return false
  throw error
}

function namesOf(bytes: Buffer | null): string[] {
  return (bytes?.toString('utf8') ?? '').split('\0').filter((name) => name !== '')
}

function hiddenName(ending: 'new' | 'kept'): string {
  return `${hiddenPrefix}${randomBytes(12).toString('hex')}.${ending}`
}

/** The bare hex of a digest; null stays null. */
function hexOf(digest: string | null): string | null {
  return digest?.slice('sha256:'.length) ?? null
}

// `1763950000.123456789`, as stat tells it, and touch takes it.
function parseTime(text: string): number {
  const [seconds, nanos = '0'] = text.split('.')
  return Number(seconds) * 1000 + Number(nanos.padEnd(9, '0')) / 1e6
}

function formatTime(modifiedAt: number): string {
  const seconds = Math.floor(modifiedAt / 1000)
  const nanos = Math.min(Math.round((modifiedAt - seconds * 1000) * 1e6), 999_999_999)
  return `${seconds}.${String(nanos).padStart(9, '0')}`
}
