import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { processesNamed } from '../../../electron/system/proc.ts'
import { running, waits } from './running.ts'

const folder = mkdtempSync(join(tmpdir(), 'pullcord-start-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a start is known well enough to be told from a write just before it', async () => {
  const program = join(folder, 'pullcord-clock')
  copyFileSync('/bin/sh', program)
  const before = Date.now()
  const pid = await running(program, waits)
  const after = Date.now()
  const found = (await processesNamed('pullcord-clock')).find((one) => one.pid === pid)
  // Of ticks and of seconds the kernel gives two digits.
  expect(found?.startedAt).toBeGreaterThan(before - 25)
  expect(found?.startedAt).toBeLessThan(after + 25)
})
