import type { ChildProcess } from 'node:child_process'
import type { Readable } from 'node:stream'

/** What a command did. */
export interface Outcome {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** The exit code by which timeout(1) says that it ended the command. */
export const TIMED_OUT = 124

/** Everything that a stream carries, as text. */
export async function collect(stream: Readable): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of stream) parts.push(part as Buffer)
  return Buffer.concat(parts).toString('utf8')
}

/** The exit code of a process once it is gone; null when a signal ended it. */
export function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => resolve(code))
  })
}
