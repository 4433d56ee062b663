import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'

/** The path of a mirror's access log with older lines in it, anew for each test of the file. */
export function accessLog(): () => string {
  let folder = ''
  const path = (): string => join(folder, 'access.log')
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pullcord-test-'))
    writeFileSync(path(), 'older lines\n')
  })
  afterEach(() => rmSync(folder, { recursive: true }))
  return path
}
