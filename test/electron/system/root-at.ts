import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { realDisk } from '../../../electron/system/real-disk.ts'
import type { Disk } from '../../../electron/system/system.ts'
import type { Places } from '../../../shared/targets.ts'

const places: Places = {
  home: '/home/dev',
  configHome: '/home/dev/.config',
  stateHome: '/home/dev/.local/state',
}
export const uid = process.getuid?.() ?? 0

/** A folder that stands for a machine's root. */
export interface Root {
  readonly path: (inside: string) => string
  readonly disk: Disk
  /** Writes a file below it, with its folders. */
  put(inside: string, content: string | Uint8Array, mode?: number): string
}

/** A folder that is there already, as a root. */
export function rootAt(root: string): Root {
  const path = (inside: string): string => root + inside
  return {
    path,
    disk: realDisk(root, places, uid),
    put(inside, content, mode = 0o644) {
      mkdirSync(dirname(path(inside)), { recursive: true, mode: 0o755 })
      writeFileSync(path(inside), content)
      chmodSync(path(inside), mode)
      return path(inside)
    },
  }
}
