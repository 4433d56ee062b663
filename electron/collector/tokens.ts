import { randomBytes, timingSafeEqual } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { errnoOf } from '../../shared/errors.ts'

/** Who may tell, and who may read. They are two, since the mirror's is known to whoever sees its debug port. */
export interface Tokens {
  readonly notify: string
  readonly read: string
}

/** Reads the tokens of a state directory; the first time it makes them, for its owner's eyes only. */
export function openTokens(state: string): Tokens {
  mkdirSync(state, { recursive: true, mode: 0o700 })
  return { notify: tokenIn(`${state}/notify-token`), read: tokenIn(`${state}/read-token`) }
}

function tokenIn(path: string): string {
  try {
    writeFileSync(path, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if (errnoOf(error) !== 'EEXIST') throw error
  }
  return readFileSync(path, 'utf8').trim()
}

/** Whether an Authorization header bears this token; takes the same time for every wrong one of its length. */
export function bears(header: string | undefined, token: string): boolean {
  const given = Buffer.from(header ?? '')
  const wanted = Buffer.from(`Bearer ${token}`)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}
