import { parseHelperAnswer, parseHelperList, type StoredLogin } from '../../shared/codecs/docker-auth-config.ts'
import { asAppError } from '../../shared/errors.ts'
import { lastLine } from './last-line.ts'
import type { Processes } from './system.ts'

/** What came of asking a helper. `why` is ours: its own words may hold anything, and are left out. */
export type HelperAnswer<T> =
  | { readonly kind: 'found'; readonly value: T }
  | { readonly kind: 'none' }
  | { readonly kind: 'failed'; readonly why: string }

const helperMs = 5_000

/** Asks a helper for the login that it keeps under a name [github.com/docker/docker-credential-helpers]. */
export async function askHelper(processes: Processes, helper: string, key: string): Promise<HelperAnswer<StoredLogin>> {
  return await ask(processes, helper, 'get', key, parseHelperAnswer)
}

/** Asks a helper under which names it keeps logins, and of which users. */
export async function listHelper(
  processes: Processes,
  helper: string,
): Promise<HelperAnswer<ReadonlyMap<string, string>>> {
  return await ask(processes, helper, 'list', '', parseHelperList)
}

// By argv, with the name on its standard input. Its name is the end of a program's, as the codec lets pass.
async function ask<T>(
  processes: Processes,
  helper: string,
  verb: 'get' | 'list',
  input: string,
  parse: (text: string) => T | null,
): Promise<HelperAnswer<T>> {
  const failed = (why: string): HelperAnswer<T> => ({ kind: 'failed', why })
  const program = await processes.find(`docker-credential-${helper}`)
  if (program === null) return failed('it was not found')
  try {
    const { code, stdout, stderr } = await processes.run([program, verb], { timeoutMs: helperMs, input })
    const value = code === 0 ? parse(stdout) : null
    if (value !== null) return { kind: 'found', value }
    if (code === 0) return failed('its answer is no login')
    // Its words where it has none [docker-credential-helpers: credentials.NewErrCredentialsNotFound].
    const words = lastLine(stdout) || lastLine(stderr)
    if (/not found/i.test(words)) return { kind: 'none' }
    return failed(`it ended with ${code ?? 'a signal'}`)
  } catch (error) {
    return failed(asAppError(error).notice.message.replace(/\.$/, ''))
  }
}
