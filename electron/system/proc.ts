import { readdirSync, readFileSync } from 'node:fs'
import { readFile, readlink, realpath, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { errnoOf } from '../../shared/errors.ts'
import { findProgram } from './find-program.ts'
import { isRootsAlone, isSealedDirectory } from './sealed.ts'
import type { Process, Program } from './system.ts'

// Of the kernel's clock ticks; 100 on every Linux that Node runs on.
const ticksPerSecond = 100
// The kernel keeps 15 bytes of a program's name.
const nameLength = 15
// What the kernel appends to the link of a program that was replaced while it runs.
const deleted = ' (deleted)'

/** The processes that go by a name. Anyone can give any of their own any name and command line. */
export async function processesNamed(name: string, all = namesOfAll()): Promise<readonly Process[]> {
  const pids = [...all].flatMap(([pid, known]) => (known === name.slice(0, nameLength) ? pid : []))
  if (pids.length === 0) return []
  const found = await findProgram(name)
  const read = await Promise.all(pids.map((pid) => readProcess(Number(pid), found).catch(() => null)))
  return read.filter((process) => process !== null)
}

/** What every process goes by: the first 15 bytes of a name, by process id. */
export function namesOfAll(): ReadonlyMap<string, string | null> {
  const pids = readdirSync('/proc').filter((pid) => /^\d+$/.test(pid))
  return new Map(pids.map((pid) => [pid, nameOf(pid)]))
}

// Read at once: some hundred files of the kernel's memory take less time so than by a queue.
function nameOf(pid: string): string | null {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trimEnd()
  } catch {
    return null
  }
}

async function readProcess(pid: number, found: string | null): Promise<Process> {
  const [line, command, status, boot, program, network] = await Promise.all([
    readFile(`/proc/${pid}/stat`, 'utf8'),
    readFile(`/proc/${pid}/cmdline`, 'utf8'),
    readFile(`/proc/${pid}/status`, 'utf8'),
    bootTime(),
    programOf(pid, found),
    networkOf(pid),
  ])
  const uids = /^Uid:.*$/m.exec(status)?.[0] ?? ''
  return {
    ...parseProcess(pid, line, command, uids, boot),
    program,
    ...(network !== null && { ownNetwork: network }),
  }
}

/**
 * A process by what the kernel says of it: the line of `stat`, the words of `cmdline`, the line `Uid:` of `status`;
 * with when the machine was started, in ms since 1970.
 */
export function parseProcess(
  pid: number,
  line: string,
  command: string,
  uids: string,
  boot: number,
): Omit<Process, 'program' | 'ownNetwork'> {
  // The name before the last bracket may hold anything.
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ')
  return {
    pid,
    parent: Number(fields[1]),
    uids: uids.split(/\s+/).slice(1).map(Number),
    startedAt: boot + (Number(fields[19]) / ticksPerSecond) * 1000,
    command: command.split('\0').slice(0, -1),
  }
}

/** The path that the link of a running program names, also where the file was replaced meanwhile. */
export function runningPath(link: string): string {
  return link.endsWith(deleted) ? link.slice(0, -deleted.length) : link
}

async function networkOf(pid: number): Promise<boolean | null> {
  try {
    const [theirs, ours] = await Promise.all([readlink(`/proc/${pid}/ns/net`), readlink('/proc/self/ns/net')])
    return theirs !== ours
  } catch {
    return null
  }
}

// By the time that passed since, which is exact to 10 ms: /proc/stat knows the start to a second only.
async function bootTime(): Promise<number> {
  const [seconds] = (await readFile('/proc/uptime', 'utf8')).split(' ')
  return Date.now() - Number(seconds) * 1000
}

// Only the link in /proc tells what runs: name and command line are the choice of whoever started it.
async function programOf(pid: number, found: string | null): Promise<Program | null> {
  try {
    const [link, file] = await Promise.all([readlink(`/proc/${pid}/exe`), stat(`/proc/${pid}/exe`)])
    const path = runningPath(link)
    return {
      path,
      isFound: found !== null && (await isSame(found, path, link !== path, file)),
      isSealed: isRootsAlone(file) && (await isSealedDirectory(dirname(path)).catch(() => false)),
    }
  } catch (error) {
    if (errnoOf(error) === 'EACCES' || errnoOf(error) === 'EPERM') return null
    throw error
  }
}

// A program that was upgraded while it runs is another file by now, and still the same program.
async function isSame(
  found: string,
  path: string,
  replaced: boolean,
  file: { readonly dev: number; readonly ino: number },
): Promise<boolean> {
  const { dev, ino } = await stat(found)
  return (dev === file.dev && ino === file.ino) || (replaced && path === (await realpath(found)))
}

/** Whether a process sees at a path what we see there, or at the nearest folder above it; null if we may not know. */
export async function seesSame(pid: number, path: string): Promise<boolean | null> {
  const real = await realpath(path).catch(() => null)
  if (real === null) return path === '/' ? null : await seesSame(pid, dirname(path))
  try {
    const [theirs, ours] = await Promise.all([stat(`/proc/${pid}/root${real}`), stat(real)])
    return theirs.dev === ours.dev && theirs.ino === ours.ino
  } catch (error) {
    return errnoOf(error) === 'ENOENT' || errnoOf(error) === 'ENOTDIR' ? false : null
  }
}
