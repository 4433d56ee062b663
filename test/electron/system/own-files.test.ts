import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { memoryDisk } from '../../../electron/system/memory-disk.ts'
import { beginMemory } from '../../../electron/system/originals.ts'
import { recallIfAllowed } from '../../../electron/system/read-files.ts'
import { failure } from '../../../shared/errors.ts'
import { uid } from './root-at.ts'
import { temporaryRoot } from './temporary-root.ts'

const outside = mkdtempSync(join(tmpdir(), 'pullcord-outside-'))
afterAll(() => rmSync(outside, { recursive: true, force: true }))

test('an absolute link below a root leads nowhere outside it', async () => {
  const { disk, path } = temporaryRoot()
  mkdirSync(path('/var'))
  symlinkSync(outside, path('/var/lib'))
  await disk.makeDirectory('/var/lib/pullcord/originals')
  await disk.store('/var/lib/pullcord/originals/a.json', '{}', 0o600)
  expect(await disk.load('/var/lib/pullcord/originals/a.json')).toBe('{}')
  expect(await disk.names('/var/lib/pullcord/originals')).toEqual(['a.json'])
  expect(await disk.locked('system', async () => existsSync(path(`${outside}/pullcord/lock`)))).toBe(true)
  await disk.remove('/var/lib/pullcord/originals/a.json')
  await disk.removeDirectories(['/var/lib/pullcord/originals'])
  expect([readdirSync(outside), readdirSync(path(`${outside}/pullcord`))]).toEqual([[], ['lock']])
})

test('whatever the umask, everyone may enter what system scope remembers, and only its owner what a user’s does', async () => {
  const { disk, path } = temporaryRoot()
  const before = process.umask(0o077)
  try {
    await disk.locked('system', () => beginMemory('system', disk))
    await disk.store('/home/dev/.config/pullcord/settings.json', '{}', 0o600)
  } finally {
    process.umask(before)
  }
  const modes = ['/var/lib', '/var/lib/pullcord', '/var/lib/pullcord/originals', '/home/dev/.config/pullcord'].map(
    (one) => statSync(path(one)).mode & 0o777,
  )
  expect(modes).toEqual([0o755, 0o755, 0o755, 0o700])
})

test('a memory that may not be read is an empty one; only where none is kept it counts as lost', async () => {
  const disk = memoryDisk()
  expect(await recallIfAllowed('system', disk)).toBeNull()
  const forbidden = async (): Promise<never> => {
    throw failure('file-forbidden', { path: '/var/lib/pullcord/originals' })
  }
  expect(await recallIfAllowed('system', { ...disk, names: forbidden })).toEqual([])
})

test.skipIf(uid === 0)('a folder that may not be read is told from one that is not there [not as root]', async () => {
  const { disk, path } = temporaryRoot()
  await beginMemory('system', disk)
  chmodSync(path('/var/lib/pullcord/originals'), 0)
  await expect(disk.names('/var/lib/pullcord/originals')).rejects.toMatchObject({ notice: { code: 'file-forbidden' } })
  chmodSync(path('/var/lib/pullcord/originals'), 0o755)
})

test('what fails under the lock is not told as a failure of the lock', async () => {
  const { disk } = temporaryRoot()
  const failed = new Error('failed')
  await expect(disk.locked('system', () => Promise.reject(failed))).rejects.toBe(failed)
})

test('a folder that is named like a drop-in is no drop-in, and a link to one is left to be read', async () => {
  const { disk, path, put } = temporaryRoot()
  for (const name of ['b.conf', 'a.conf', 'a.txt']) put(`/etc/d/${name}`, '')
  mkdirSync(path('/etc/d/c.conf'))
  symlinkSync('b.conf', path('/etc/d/d.conf'))
  expect(await disk.list('/etc/d', '.conf')).toEqual(['a.conf', 'b.conf', 'd.conf'])
  expect(await memoryDisk({ '/etc/d/a.conf': '', '/etc/d/c.conf/x': '' }).list('/etc/d', '.conf')).toEqual(['a.conf'])
})
