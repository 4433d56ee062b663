import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process'
import { once } from 'node:events'
import { afterAll } from 'vitest'

const children: ChildProcess[] = []
afterAll(() => children.forEach((child) => child.kill('SIGKILL')))

/** A program that runs until its stdin ends, at the latest with the tests of the file; returns its pid. */
export async function running(program: string, args: readonly string[], options: SpawnOptions = {}): Promise<number> {
  const child = spawn(program, args, { ...options, stdio: ['pipe', 'pipe', 'pipe'] })
  children.push(child)
  await once(child, 'spawn')
  return child.pid!
}

/** Arguments that make a shell wait, whatever follows them. */
export const waits: readonly string[] = ['-c', 'read end']
