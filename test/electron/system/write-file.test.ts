import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  lstatSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { digestOf } from '../../../electron/system/digest.ts'
import type { Write } from '../../../electron/system/system.ts'
import type { Target } from '../../../shared/targets.ts'
import { uid } from './root-at.ts'
import { temporaryRoot } from './temporary-root.ts'
import { watch } from './watched-fs.ts'

vi.mock('node:fs/promises', async (original) => {
  const { watched } = await import('./watched-fs.ts')
  return watched(await original())
})

const { disk, path, put } = temporaryRoot()
const target: Target = { kind: 'docker-daemon-json', scope: 'system' }
const file = '/etc/docker/daemon.json'
const write = (expected: string | null, text: string | null, more: Partial<Write> = {}): Promise<unknown> =>
  disk.write({ target, expect: expected === null ? null : digestOf(expected), text, attributes: null, ...more })
const hidden = (): readonly string[] => readdirSync(path('/etc/docker')).filter((name) => name.startsWith('.pullcord-'))

beforeEach(() => {
  watch.call = null
  rmSync(path('/etc'), { recursive: true, force: true })
  put(file, 'old')
})

describe('a file that is replaced', () => {
  test('keeps mode and owner, whatever the umask', async () => {
    chmodSync(path(file), 0o640)
    if (uid === 0) chownSync(path(file), 12, 34)
    const umask = process.umask(0o077)
    try {
      await write('old', 'new')
    } finally {
      process.umask(umask)
    }
    const { mode, uid: owner, gid } = statSync(path(file))
    expect([readFileSync(path(file), 'utf8'), mode & 0o7777]).toEqual(['new', 0o640])
    if (uid === 0) expect([owner, gid]).toEqual([12, 34])
  })

  const python =
    spawnSync('python3', ['-c', `import os; os.setxattr("${put('/xattr', '')}", "user.note", b"kept")`]).status === 0
  test.skipIf(!python)(
    `keeps extended attributes${python ? '' : ' [skipped: no python3 to set one, or a file system without them]'}`,
    async () => {
      execFileSync('python3', ['-c', `import os; os.setxattr("${path(file)}", "user.note", b"kept")`])
      await write('old', 'new')
      expect(
        execFileSync('python3', ['-c', `import os; print(os.getxattr("${path(file)}", "user.note").decode())`], {
          encoding: 'utf8',
        }),
      ).toBe('kept\n')
    },
  )

  test('is never there half: at no call between is it anything but the old or the new text', async () => {
    const seen = new Set<string>()
    watch.call = () => void seen.add(readFileSync(path(file), 'utf8'))
    await write('old', 'x'.repeat(100_000))
    expect([...seen].map((text) => text.slice(0, 3))).toEqual(['old', 'xxx'])
  })

  test('is synced before it is renamed, and its folder after', async () => {
    const calls: string[] = []
    watch.call = (name, [at]) =>
      void (
        ['sync', 'rename'].includes(name) && calls.push(`${name} ${String(at).endsWith('docker') ? 'folder' : 'file'}`)
      )
    await write('old', 'new')
    expect(calls).toEqual(['sync file', 'rename file', 'sync folder'])
  })

  test.each(['../site/daemon.json', '/etc/site/daemon.json'])('stays behind a link to %s', async (to) => {
    rmSync(path(file))
    put('/etc/site/daemon.json', 'old')
    symlinkSync(to, path(file))
    await write('old', 'new')
    expect(readlinkSync(path(file))).toBe(to)
    expect(readFileSync(path('/etc/site/daemon.json'), 'utf8')).toBe('new')
    expect(lstatSync(path('/etc/site/daemon.json')).isFile()).toBe(true)
  })

  test('is not written over through a planted name', async () => {
    put('/victim', 'victim')
    watch.call = (name, [at]) => {
      if (name === 'open for writing' && String(at).endsWith('.new')) symlinkSync(path('/victim'), String(at))
    }
    await expect(write('old', 'new')).rejects.toThrow()
    expect([readFileSync(path('/victim'), 'utf8'), readFileSync(path(file), 'utf8')]).toEqual(['victim', 'old'])
  })
})

describe('a file that is made', () => {
  test('may be read by everyone, with its folders, whatever the umask', async () => {
    rmSync(path('/etc/docker'), { recursive: true })
    const umask = process.umask(0o077)
    try {
      await write(null, 'new')
    } finally {
      process.umask(umask)
    }
    expect([file, dirname(file)].map((one) => statSync(path(one)).mode & 0o777)).toEqual([0o644, 0o755])
    expect(hidden()).toEqual([])
  })

  test('does not replace one that someone made meanwhile', async () => {
    rmSync(path(file))
    watch.call = (name) => void (name === 'link' && put(file, 'theirs'))
    await expect(write(null, 'new')).rejects.toMatchObject({ notice: { code: 'file-drifted' } })
    expect([readFileSync(path(file), 'utf8'), hidden()]).toEqual(['theirs', []])
  })

  test('leaves no folder behind when it fails', async () => {
    rmSync(path('/etc/docker'), { recursive: true })
    watch.call = (name) => {
      if (name === 'writeFile') throw Object.assign(new Error('no space'), { code: 'ENOSPC' })
    }
    await expect(write(null, 'new')).rejects.toMatchObject({ notice: { code: 'disk-full', values: { path: file } } })
    expect(readdirSync(path('/etc'))).toEqual([])
  })
})

test('an original returns with mode, owner and time', async () => {
  const attributes = { mode: 0o600, uid, gid: uid, modifiedAt: 1_600_000_000_123 }
  rmSync(path(file))
  await write(null, 'original', { attributes })
  const { mode, mtimeMs } = statSync(path(file))
  expect([mode & 0o7777, mtimeMs]).toEqual([0o600, 1_600_000_000_123])
  expect(await disk.inspect(target)).toEqual({ attributes, missing: [], closed: true })
})

describe('an edit by someone else', () => {
  test.each<readonly [string, string | null, string | null]>([
    ['before a replacement', 'old', 'new'],
    ['before a removal', 'old', null],
    ['before a file is made', null, 'new'],
  ])('%s: refused, and nothing is touched', async (_, expected, text) => {
    put(file, 'theirs')
    await expect(write(expected, text)).rejects.toMatchObject({
      notice: { code: 'file-drifted', values: { path: file } },
    })
    expect([readFileSync(path(file), 'utf8'), hidden()]).toEqual(['theirs', []])
  })

  test.each(['new', null])(
    'saved in place between the last look and the rename, to %s: it is put back',
    async (text) => {
      let edited = false
      watch.call = (name, [from]) => {
        const last = name === 'rename' && (text === null || String(from).endsWith('.new'))
        if (last && !edited) writeFileSync(path(file), 'theirs')
        edited ||= last
      }
      await expect(write('old', text)).rejects.toMatchObject({ notice: { code: 'file-kept-away' } })
      expect([readFileSync(path(file), 'utf8'), hidden()]).toEqual(['theirs', []])
    },
  )

  test('saved into the displaced file is not thrown away', async () => {
    const written = await disk.write({ target, expect: digestOf('old'), text: 'new', attributes: null })
    writeFileSync(written.kept!, 'saved late')
    expect(await disk.discard(written)).toBe(false)
    await disk.sweep([target], [digestOf('old'), digestOf('new')])
    expect(readFileSync(written.kept!, 'utf8')).toBe('saved late')
  })
})
