import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { bytesBelow, cutLog, freeBytesAt, lastLinesOf, removeTree } from '../../../electron/system/data-space.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pullcord-space-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('everything below counts, and a link counts as itself', async () => {
  mkdirSync(join(folder, 'a/b'), { recursive: true })
  expect(await bytesBelow(folder)).toBe(0)
  writeFileSync(join(folder, 'a/b/c'), 'x'.repeat(100_000))
  symlinkSync('/', join(folder, 'a/root'))
  const bytes = await bytesBelow(folder)
  expect(bytes).toBeGreaterThanOrEqual(100_000)
  expect(bytes).toBeLessThan(200_000)
  expect(await bytesBelow(join(folder, 'none'))).toBe(0)
})

test('what is free is the file system’s to say', async () => {
  expect(await freeBytesAt(folder)).toBeGreaterThan(0)
  expect(await freeBytesAt(join(folder, 'none'))).toBeNull()
})

test('a tree goes whole, and nothing that a link in it leads to', async () => {
  writeFileSync(join(folder, 'kept'), '')
  mkdirSync(join(folder, 'tree'))
  symlinkSync(folder, join(folder, 'tree/up'))
  await removeTree(join(folder, 'tree'))
  await removeTree(join(folder, 'tree'))
  expect(existsSync(join(folder, 'kept'))).toBe(true)
})

test('the last lines of a log, whole ones alone', async () => {
  const log = join(folder, 'log')
  expect(await lastLinesOf(log, 5)).toEqual([])
  writeFileSync(log, 'one\ntwo\n\nthree\n')
  expect(await lastLinesOf(log, 2)).toEqual(['two', 'three'])
  expect(await lastLinesOf(log, 10, 8)).toEqual(['three'])
})

test('a log is cut in its place once it is too large, and whoever appends goes on', async () => {
  const log = join(folder, 'log')
  writeFileSync(log, 'x'.repeat(100))
  await cutLog(log, 100)
  expect(readFileSync(log, 'utf8')).toHaveLength(100)
  await cutLog(log, 99)
  appendFileSync(log, 'on')
  expect(readFileSync(log, 'utf8')).toBe('on')
  await cutLog(join(folder, 'none'), 0)
})
