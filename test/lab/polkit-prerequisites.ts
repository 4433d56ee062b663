import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { PROJECT } from './machine.ts'
import { type Extra, whyNot } from './prerequisites.ts'

/** Why a suite on the way to root cannot run here, in words; null when it can. */
export function whyNoPolkit(...extras: readonly Extra[]): string | null {
  const why = whyNot('pkexec', 'dbus-daemon', 'sudo', ...extras)
  if (why !== null) return why
  if (!existsSync('/usr/lib/polkit-1/polkitd')) return 'not installed: polkitd, at the place Debian gives it'
  if (!existsSync(`${PROJECT}/dist/helper/helper.js`)) return 'the helper is not built: npm run build'
  // What plays the person before the dialog is written for Python's bindings of D-Bus.
  const python = spawnSync('/usr/bin/python3', ['-c', 'import dbus, gi'], { stdio: 'ignore' })
  return python.status === 0 ? null : 'not installed: python3-dbus, python3-gi'
}
