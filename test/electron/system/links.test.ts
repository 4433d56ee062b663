import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readFiles } from '../../../electron/system/read-files.ts'
import { realDisk } from '../../../electron/system/real-disk.ts'
import { places } from '../../shared/engines/look.ts'
import { uid } from './root-at.ts'

const root = mkdtempSync(join(tmpdir(), 'pullcord-links-'))
afterAll(() => rmSync(root, { recursive: true }))

test('a directory that is itself a link is told from one below a link', async () => {
  mkdirSync(join(root, 'etc/real/a.d'), { recursive: true })
  symlinkSync('/etc/real', join(root, 'etc/above'))
  symlinkSync('real/a.d', join(root, 'etc/itself'))
  const directory = (path: string) => ({ kind: 'directory', path, ending: '.conf' }) as const
  const inputs = ['/etc/real/a.d', '/etc/above/a.d', '/etc/itself', '/etc/none/a.d'].map(directory)
  const { files } = await readFiles(realDisk(root, places, uid), 'system', inputs, [], [])
  expect([...files.links]).toEqual(['/etc/itself'])
})
