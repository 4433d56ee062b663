import { basename } from 'node:path'
import type { Process } from '../system/system.ts'

/** Whether a process is this user’s and nobody else’s: a program with the setuid bit has other ids as well. */
export function isAllOf({ uids }: Process, uid: number): boolean {
  return uids.length > 0 && uids.every((one) => one === uid)
}

/**
 * Whether a process is a daemon of root’s, run from a file that only root can change, and that bears `name` where one
 * is given. Any user can start sudo under a daemon’s name, waiting for a password, with a command line that names
 * their socket. Root can see which file runs; for others, whom it would only mislead, four times root must do.
 */
export function isRootsDaemon(process: Process, uid: number, name?: string): boolean {
  if (!isAllOf(process, 0)) return false
  const { program } = process
  if (program === null) return uid !== 0
  return program.isSealed && (name === undefined || basename(program.path) === name)
}
