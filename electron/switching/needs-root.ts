import type { EngineId } from '../../shared/engine.ts'
import { notice, type Notice } from '../../shared/notice.ts'
import type { Mirror } from '../../shared/registry.ts'

/** That an engine's files are root's, with the command that does it. */
export function needsRoot(engine: EngineId, to: 'on' | 'off', mirrors: readonly Mirror[]): Notice {
  return notice('needs-root', { engine, command: rootCommand([engine], to, mirrors) })
}

/** The command by which root does what was asked. Root has a list of its own, so it names the mirrors. */
export function rootCommand(engines: readonly EngineId[], to: 'on' | 'off', mirrors: readonly Mirror[]): string {
  const named =
    to === 'on'
      ? mirrors.map(
          ({ upstream, url, insecure, ca }) =>
            ` --mirror ${upstream}=${url}${insecure ? ' --insecure' : ''}${ca ? ' --ca FILE' : ''}`,
        )
      : []
  return `sudo pullcord ${to} --engine ${engines.join(',')} --scope system${named.join('')}`
}
