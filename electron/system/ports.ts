import { readdir, readFile, readlink } from 'node:fs/promises'
import { createServer } from 'node:net'

/** The state "listening" in /proc/net/tcp (proc(5)). */
const listening = '0A'

/** Whether we could listen there now; an address of null is all of them. */
export async function isPortFree(port: number, address: string | null): Promise<boolean> {
  const server = createServer()
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen({ port, exclusive: true, ...(address !== null && { host: address }) }, resolve)
    })
    return true
  } catch {
    return false
  } finally {
    if (server.listening) await new Promise((done) => server.close(done))
  }
}

/** The program that listens at a port, such as `dockerd`; null where that may not be known. */
export async function listenerAt(port: number): Promise<string | null> {
  const tables = await Promise.all(['tcp', 'tcp6'].map((name) => readFile(`/proc/net/${name}`, 'utf8').catch(() => '')))
  const inodes = new Set(tables.flatMap((table) => inodesOf(table, port)))
  if (inodes.size === 0) return null
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const links = await readdir(`/proc/${pid}/fd`)
      .then((names) => Promise.all(names.map((name) => readlink(`/proc/${pid}/fd/${name}`).catch(() => ''))))
      .catch(() => [])
    if (!links.some((link) => inodes.has(/^socket:\[(\d+)\]$/.exec(link)?.[1] ?? ''))) continue
    return (await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')).trim() || null
  }
  return null
}

// `sl local_address rem_address st … inode`, the address as hex with the port behind a colon.
function inodesOf(table: string, port: number): readonly string[] {
  const hex = port.toString(16).toUpperCase().padStart(4, '0')
  return table.split('\n').flatMap((line) => {
    const fields = line.trim().split(/\s+/)
    return fields[1]?.endsWith(`:${hex}`) && fields[3] === listening && fields[9] !== undefined ? [fields[9]] : []
  })
}
