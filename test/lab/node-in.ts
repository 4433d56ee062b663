import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { PROJECT } from './machine.ts'

const LOCKED = 'node_modules/node/bin/node'

/** The Node that runs TypeScript as it stands: the one locked in the clone, else the one that runs the tests. */
export function nodeIn(project: string): string {
  return existsSync(join(PROJECT, LOCKED)) ? join(project, LOCKED) : process.execPath
}
