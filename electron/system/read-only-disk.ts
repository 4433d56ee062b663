import { failure } from '../../shared/errors.ts'
import type { Disk } from './system.ts'

/** The same files, on which any change fails: verify is apply on a disk that fails on any write. */
export function readOnlyDisk(disk: Disk): Disk {
  const refuse = async (): Promise<never> => {
    throw failure('disk-read-only', { path: disk.root === '' ? '/' : disk.root })
  }
  return {
    ...disk,
    write: refuse,
    restore: refuse,
    discard: refuse,
    removeDirectories: refuse,
    sweep: refuse,
    store: refuse,
    jot: refuse,
    remove: refuse,
    makeDirectory: refuse,
    locked: refuse,
  }
}
