import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll } from 'vitest'
import { realDisk } from '../../../electron/system/real-disk.ts'
import type { Disk } from '../../../electron/system/system.ts'
import type { Places } from '../../../shared/targets.ts'

// In memory where there is such a place: these tests sync thousands of times.
const parent = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()

export const places: Places = {
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

/** An empty root, removed after the tests of the file. */
export function temporaryRoot(): Root {
  const root = mkdtempSync(join(parent, 'pullcord-root-'))
  chmodSync(root, 0o755)
  afterAll(() => rmSync(root, { recursive: true, force: true }))
  return rootAt(root)
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
