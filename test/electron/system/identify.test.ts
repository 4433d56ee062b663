import { copyFileSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { identify } from '../../../electron/system/identify.ts'

let folder = ''
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'pullcord-identify-'))))
afterEach(() => rmSync(folder, { recursive: true }))

const program = (): string => join(folder, 'engine')

test('a program keeps its name, by whatever link of that name it is reached', async () => {
  copyFileSync('/bin/true', program())
  const name = await identify(program())
  expect(name).toContain(program())
  expect(await identify(program())).toBe(name)
})

test('another text under the same size and time is another program', async () => {
  copyFileSync('/bin/true', program())
  utimesSync(program(), 1, 1)
  const name = await identify(program())
  // The clock of inodes ticks every few milliseconds.
  await new Promise((resolve) => setTimeout(resolve, 20))
  copyFileSync('/bin/true', program())
  utimesSync(program(), 1, 1)
  expect(await identify(program())).not.toBe(name)
})

test.each([
  ['a script, which may run anything', () => writeFileSync(program(), '#!/bin/sh\nexec other\n')],
  ['a launcher of another name', () => symlinkSync('/bin/true', program())],
  ['an empty file', () => writeFileSync(program(), '')],
  ['nothing', () => undefined],
])('%s has no name', async (_, make) => {
  make()
  expect(await identify(program())).toBeNull()
})
