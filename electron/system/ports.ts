import { readdir, readFile, readlink } from 'node:fs/promises'
import { createServer } from 'node:net'
import { endianness } from 'node:os'
import { errnoOf } from '../../shared/errors.ts'

/** The state "listening" in /proc/net/tcp (proc(5)). */
const listening = '0A'
// 127.0.0.1, then all addresses of IPv4 and of IPv6, as the kernel prints its words.
const loopback = endianness() === 'LE' ? '0100007F' : '7F000001'
const anywhere = /^(?:0{8}|0{32})$/

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
  const inodes = new Set((await listenersAt(port)).map(({ inode }) => inode))
  if (inodes.size === 0) return null
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    if ((await holdsOneOf(pid, inodes)) !== true) continue
    return (await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')).trim() || null
  }
  return null
}

/**
 * Whether it is one of these processes, or a child of theirs, that answers at a port of 127.0.0.1; null where one of
 * them may not be looked into. A name, an answer or a moment in which both were seen would be no proof.
 */
export async function isListener(port: number, pids: readonly number[]): Promise<boolean | null> {
  const all = await listenersAt(port)
  const own = all.filter(({ address }) => address === loopback)
  const asked = own.length > 0 ? own : all.filter(({ address }) => anywhere.test(address))
  const inodes = new Set(asked.map(({ inode }) => inode))
  let isClosed = false
  for (const queue = pids.map(String); queue.length > 0;) {
    const pid = queue.pop()!
    const holds = await holdsOneOf(pid, inodes)
    if (holds === true) return true
    isClosed ||= holds === null
    queue.push(...(await childrenOf(pid)))
  }
  return isClosed ? null : false
}

interface Listener {
  readonly address: string
  readonly inode: string
}

async function listenersAt(port: number): Promise<readonly Listener[]> {
  const tables = await Promise.all(['tcp', 'tcp6'].map((name) => readFile(`/proc/net/${name}`, 'utf8').catch(() => '')))
  return tables.flatMap((table) => listenersIn(table, port))
}

// `sl local_address rem_address st … inode`, the address as hex with the port behind a colon.
function listenersIn(table: string, port: number): readonly Listener[] {
  const hex = port.toString(16).toUpperCase().padStart(4, '0')
  return table.split('\n').flatMap((line) => {
    const fields = line.trim().split(/\s+/)
    const [address = '', at] = (fields[1] ?? '').split(':')
    return at === hex && fields[3] === listening && fields[9] !== undefined ? [{ address, inode: fields[9] }] : []
  })
}

// Whether a process has one of these sockets open; null where that may not be asked.
async function holdsOneOf(pid: string, inodes: ReadonlySet<string>): Promise<boolean | null> {
  try {
    const names = await readdir(`/proc/${pid}/fd`)
    const links = await Promise.all(names.map((name) => readlink(`/proc/${pid}/fd/${name}`).catch(() => '')))
    return links.some((link) => inodes.has(/^socket:\[(\d+)\]$/.exec(link)?.[1] ?? ''))
  } catch (error) {
    return ['EACCES', 'EPERM'].includes(errnoOf(error) ?? '') ? null : false
  }
}

async function childrenOf(pid: string): Promise<readonly string[]> {
  const threads = await readdir(`/proc/${pid}/task`).catch(() => [])
  const lists = threads.map((thread) => readFile(`/proc/${pid}/task/${thread}/children`, 'utf8').catch(() => ''))
  return (await Promise.all(lists)).flatMap((list) => list.split(' ').filter((child) => child !== ''))
}
