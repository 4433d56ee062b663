import { access, readFile } from 'node:fs/promises'
import type { Action } from '../../shared/helper-protocol.ts'
import { notice, type Notice } from '../../shared/notice.ts'
import { isSealedProgram } from './sealed.ts'

/** What is looked at before root is asked for anything. */
export interface Premises {
  /** The two ways in; the policy names them by these very paths. */
  readonly wrappers: Readonly<Record<Action, string>>
  readonly env: Readonly<Record<string, string | undefined>>
  /** Whether nobody but root decides what a path runs; throws where there is nothing. */
  isSealed(path: string): Promise<boolean>
  /** The kernel's word on this process, as `/proc/self/status` has it. */
  status(): Promise<string>
}

/** The premises of an installed Pullcord. */
export const premises: Premises = {
  wrappers: { approve: '/usr/libexec/pullcord/approve', toggle: '/usr/libexec/pullcord/toggle' },
  env: process.env,
  isSealed: isSealedProgram,
  status: () => readFile('/proc/self/status', 'utf8'),
}

/** Why nobody can be asked; null where they can. Whatever the wrappers name must be there, and root's alone. */
export async function findHindrance({ wrappers, env, isSealed, status }: Premises): Promise<Notice | null> {
  for (const wrapper of Object.values(wrappers)) {
    const text = await readFile(wrapper, 'utf8').catch(() => null)
    if (text === null) return missing(wrapper, env)
    for (const path of [wrapper, ...programsIn(text)]) {
      if (!(await isThere(path))) return missing(path, env)
      if (!(await isSealed(path).catch(() => false))) return notice('helper-unsafe', { path })
    }
  }
  // Whatever such a process starts gains nothing by a setuid bit, and pkexec and sudo live by theirs.
  const confined = /^NoNewPrivs:\s*1$/m.test(await status().catch(() => ''))
  return confined ? notice('elevation-sandboxed') : null
}

// A wrapper is one fixed line; the node and the bundle that it runs stand in it by their full paths.
function programsIn(wrapper: string): readonly string[] {
  const words = wrapper.split(/[\s"']+/)
  return [...new Set(words.filter((word) => /^\/(?!(?:dev|proc|run|var)\/)[\w./+-]+$/.test(word)))]
}

async function isThere(path: string): Promise<boolean> {
  return await access(path).then(
    () => true,
    () => false,
  )
}

function missing(path: string, env: Premises['env']): Notice {
  return env.APPIMAGE ? notice('helper-missing-appimage', { path }) : notice('helper-missing', { path })
}
