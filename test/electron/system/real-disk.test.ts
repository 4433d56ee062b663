import {
  chmodSync,
  chownSync,
  lchownSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { beforeEach, describe, expect, test } from 'vitest'
import { digestOf } from '../../../electron/system/digest.ts'
import type { Target } from '../../../shared/targets.ts'
import { uid } from './root-at.ts'
import { temporaryRoot } from './temporary-root.ts'

const { disk, path, put } = temporaryRoot()
const target: Target = { kind: 'docker-daemon-json', scope: 'system' }
const dropIn: Target = { kind: 'podman-drop-in', scope: 'user', xdg: false }
const file = '/etc/docker/daemon.json'
const hidden = (): readonly string[] => readdirSync(path('/etc/docker')).filter((name) => name.startsWith('.pullcord-'))

beforeEach(() => {
  rmSync(path('/etc'), { recursive: true, force: true })
  put(file, 'old')
})

describe('displaced bytes', () => {
  test('return as the very file they were', async () => {
    utimesSync(path(file), 1, 2)
    const before = statSync(path(file))
    const written = await disk.write({ target, expect: digestOf('old'), text: 'new', attributes: null })
    await disk.restore(written)
    const after = statSync(path(file))
    expect([after.ino, after.mtimeMs, after.nlink, readFileSync(path(file), 'utf8')]).toEqual([
      before.ino,
      2_000,
      1,
      'old',
    ])
    expect(hidden()).toEqual([])
  })

  test('return where the file was removed, and what was new goes', async () => {
    await disk.restore(await disk.write({ target, expect: digestOf('old'), text: null, attributes: null }))
    expect(readFileSync(path(file), 'utf8')).toBe('old')
    rmSync(path(file))
    await disk.restore(await disk.write({ target, expect: null, text: 'new', attributes: null }))
    expect(readdirSync(path('/etc/docker'))).toEqual([])
  })

  test('do not return over an edit', async () => {
    const written = await disk.write({ target, expect: digestOf('old'), text: 'new', attributes: null })
    writeFileSync(path(file), 'theirs')
    await expect(disk.restore(written)).rejects.toMatchObject({ notice: { code: 'file-drifted' } })
    expect(readFileSync(path(file), 'utf8')).toBe('theirs')
  })

  test('of a killed run are swept, and nothing else is', async () => {
    for (const name of ['.pullcord-1.new', '.other', 'daemon.json.bak']) put(`/etc/docker/${name}`, 'half')
    put('/etc/docker/.pullcord-2.kept', 'known')
    put('/etc/docker/.pullcord-3.kept', 'an edit of someone')
    linkSync(path(file), path('/etc/docker/.pullcord-4.kept'))
    await disk.sweep([target, dropIn], [digestOf('known')])
    expect(readdirSync(path('/etc/docker')).toSorted()).toEqual([
      '.other',
      '.pullcord-3.kept',
      'daemon.json',
      'daemon.json.bak',
    ])
  })
})

test('folders that we made go as far as they are empty', async () => {
  put('/etc/a/b/theirs', '')
  mkdirSync(path('/etc/a/b/c/d'), { recursive: true })
  await disk.removeDirectories(['/etc/a', '/etc/a/b', '/etc/a/b/c', '/etc/a/b/c/d', '/etc/none'])
  expect([readdirSync(path('/etc/a/b'))]).toEqual([['theirs']])
})

describe.skipIf(uid !== 0)('a folder that others can change [as root only]', () => {
  const write = () => disk.write({ target, expect: digestOf('old'), text: 'new', attributes: null })
  const exposed = { notice: { code: 'file-exposed', values: { path: file } } }

  test.each<readonly [string, () => void]>([
    ['written to by its group', () => chmodSync(path('/etc/docker'), 0o775)],
    ['written to by all', () => chmodSync(path('/etc/docker'), 0o757)],
    ['owned by a user', () => chownSync(path('/etc/docker'), 1000, 1000)],
    ['above it, written to by all', () => chmodSync(path('/etc'), 0o777)],
    ['above it, owned by a user', () => chownSync(path('/etc'), 1000, 0)],
    [
      'behind a link',
      () => {
        rmSync(path('/etc/docker'), { recursive: true })
        put('/home/dev/docker/daemon.json', 'old')
        chownSync(path('/home/dev'), 1000, 1000)
        symlinkSync('../home/dev/docker', path('/etc/docker'))
      },
    ],
    [
      'of a user, with a link to a file of root’s',
      () => {
        rmSync(path(file))
        put('/srv/site/daemon.json', 'old')
        symlinkSync('../../srv/site/daemon.json', path(file))
        chownSync(path('/etc/docker'), 1000, 1000)
      },
    ],
    [
      'with a user’s own link to a file of root’s, though sticky',
      () => {
        rmSync(path(file))
        put('/srv/site/daemon.json', 'old')
        symlinkSync('../../srv/site/daemon.json', path(file))
        lchownSync(path(file), 1000, 1000)
        chmodSync(path('/etc/docker'), 0o1777)
      },
    ],
  ])('%s: refused as root', async (_, expose) => {
    expose()
    await expect(write()).rejects.toMatchObject(exposed)
    expect([readFileSync(path(file), 'utf8'), hidden()]).toEqual(['old', []])
  })

  test('with the sticky bit is none, nor is one of a user’s own scope', async () => {
    chmodSync(path('/etc'), 0o1777)
    await write()
    put('/home/dev/.config/containers/x', '')
    for (const folder of ['/home/dev', '/home/dev/.config', '/home/dev/.config/containers'])
      chownSync(path(folder), 1000, 1000)
    await disk.write({ target: dropIn, expect: null, text: 'new', attributes: null })
    expect(readFileSync(path(file), 'utf8')).toBe('new')
  })
})

describe('files of our own', () => {
  test('are stored whole with their mode, read, listed and removed', async () => {
    await disk.store('/var/lib/pullcord/a.json', '{}', 0o600)
    await disk.store('/var/lib/pullcord/a.json', '[]', 0o640)
    expect(await disk.load('/var/lib/pullcord/a.json')).toBe('[]')
    expect(statSync(path('/var/lib/pullcord/a.json')).mode & 0o777).toBe(0o640)
    expect(await disk.names('/var/lib/pullcord')).toEqual(['a.json'])
    await disk.remove('/var/lib/pullcord/a.json')
    await disk.remove('/var/lib/pullcord/a.json')
    expect([await disk.load('/var/lib/pullcord/a.json'), await disk.names('/var/lib/pullcord')]).toEqual([null, []])
    expect([await disk.load('/var/none/a'), await disk.names('/var/none')]).toEqual([null, null])
  })

  test('say why they cannot be stored', async () => {
    put('/srv/file', '')
    await expect(disk.store('/srv/file/a.json', '', 0o600)).rejects.toMatchObject({
      notice: { values: { path: '/srv/file/a.json' } },
    })
    await expect(disk.makeDirectory('/srv/file/originals')).rejects.toMatchObject({
      notice: { values: { path: '/srv/file/originals' } },
    })
  })
})
