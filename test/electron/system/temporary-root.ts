import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { rootAt, type Root } from './root-at.ts'

// In memory where there is such a place: these tests sync thousands of times.
const parent = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()
const made: string[] = []

// Of the file that imports this, wherever in it a root was asked for.
afterAll(() => {
  for (const root of made) rmSync(root, { recursive: true, force: true })
})

/** An empty root, removed after the tests of the file. */
export function temporaryRoot(): Root {
  const root = mkdtempSync(join(parent, 'pullcord-root-'))
  made.push(root)
  chmodSync(root, 0o755)
  return rootAt(root)
}
