import { open, realpath } from 'node:fs/promises'
import { basename } from 'node:path'

const elf = Buffer.from([0x7f, 0x45, 0x4c, 0x46])

/**
 * A name for the very file that a path runs, which changes with every change of it; null where the file does not
 * tell what will run: a script, or a launcher of another name such as snap's.
 */
export async function identify(path: string): Promise<string | null> {
  try {
    const real = await realpath(path)
    if (basename(real) !== basename(path)) return null
    const handle = await open(real)
    try {
      const { buffer } = await handle.read(Buffer.alloc(elf.length), 0, elf.length, 0)
      if (!buffer.equals(elf)) return null
      // The time of the last change of the inode is the kernel's to set, whoever owns the file.
      const { dev, ino, size, ctimeNs } = await handle.stat({ bigint: true })
      return [real, dev, ino, size, ctimeNs].join(':')
    } finally {
      await handle.close()
    }
  } catch {
    return null
  }
}
