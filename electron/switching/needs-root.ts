import type { Choice, EngineId, Scope } from '../../shared/engine.ts'
import { mirrorOptions } from '../../shared/mirror-options.ts'
import { notice, type Notice } from '../../shared/notice.ts'
import type { Disk } from '../system/system.ts'

type Wanted = Pick<Choice, 'mirrors' | 'strict'>

/** Whether files of this scope can only be written by root, and we are not. Another root's files are anyone's. */
export function isForRoot(scope: Scope, { uid, root }: Disk): boolean {
  return scope === 'system' && uid !== 0 && root === ''
}

/** That an engine's files are root's, with the command that does it. */
export function needsRoot(engine: EngineId, to: 'on' | 'off', choice: Wanted): Notice {
  return notice('needs-root', { engine, command: rootCommand([engine], to, choice) })
}

/** The command by which root does what was asked. Root has a list of its own, so it names the mirrors. */
export function rootCommand(engines: readonly EngineId[], to: 'on' | 'off', { mirrors, strict }: Wanted): string {
  const options = to === 'on' ? `${strict ? ' --strict' : ''}${mirrorOptions(mirrors)}` : ''
  return `sudo pullcord ${to} --engine ${engines.join(',')} --scope system${options}`
}
