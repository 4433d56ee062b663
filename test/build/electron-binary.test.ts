import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findElectron } from '../../build/run/electron-binary.ts'

let root: string
const electron = (path: string): string => join(root, 'node_modules/electron', path)

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'pullcord-electron-'))
  write(electron('package.json'), '{"name":"electron","version":"45.4.1"}')
  write(electron('path.txt'), 'electron')
})
afterEach(() => rmSync(root, { recursive: true }))

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}

test('a binary of the locked version is found', () => {
  write(electron('dist/electron'), '')
  write(electron('dist/version'), 'v45.4.1\n')
  expect(findElectron(root, {})).toEqual({ kind: 'found', path: electron('dist/electron') })
})

test('a binary of another version is not taken', () => {
  write(electron('dist/electron'), '')
  write(electron('dist/version'), '44.0.0')
  expect(findElectron(root, {})).toMatchObject({ kind: 'missing', why: expect.stringContaining('44.0.0, not 45.4.1') })
})

test('without a download it is missing', () => {
  expect(findElectron(root, {})).toMatchObject({ kind: 'missing', why: expect.stringContaining('not been downloaded') })
})

test('the override names the folder to look in, and nowhere else is looked', () => {
  write(electron('dist/electron'), '')
  write(electron('dist/version'), '45.4.1')
  write(join(root, 'other/electron'), '')
  expect(findElectron(root, { ELECTRON_OVERRIDE_DIST_PATH: join(root, 'other') })).toEqual({
    kind: 'found',
    path: join(root, 'other/electron'),
  })
  expect(findElectron(root, { ELECTRON_OVERRIDE_DIST_PATH: '/nonexistent' })).toMatchObject({ kind: 'missing' })
})
