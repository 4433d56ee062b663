import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { openSession, type Session } from '../../../electron/guests/session.ts'
import { realProcesses } from '../../../electron/system/real-processes.ts'
import type { Root } from '../system/root-at.ts'

/** Directories of a guest that lie below its root; the others are this machine's. */
export const ownDirectories = ['/etc', '/home', '/srv', '/var/lib', '/root'] as const

/**
 * Writes a program that plays a way into a guest: whatever it is told after its first `skip` arguments runs in a mount
 * namespace where the guest's directories are those below `root`. Returns its path.
 */
export function fakeWay(root: Root, path: string, skip: number, more: readonly string[] = []): string {
  for (const directory of ownDirectories) mkdirSync(root.path(directory), { recursive: true, mode: 0o755 })
  const mounts = ownDirectories.map((directory) => `mount --rbind '${root.path(directory)}' ${directory}`)
  const inside = [...mounts, 'exec "$@"'].join(' && ')
  const script = [
    '#!/bin/sh',
    `shift ${skip}`,
    `exec unshare --mount ${more.join(' ')} sh -c '${inside.replaceAll("'", `'"'"'`)}' sh "$@"`,
  ]
  writeFileSync(path, `${script.join('\n')}\n`)
  chmodSync(path, 0o755)
  return path
}

/** Talks to a guest of this shell, whose directories are those below `root`. */
export function fakeSession(root: Root, shell: readonly string[]): Session {
  const way = fakeWay(root, root.path('/way'), 0)
  return openSession(realProcesses, { instance: 'lima.fake', argv: [way, ...shell] })
}
