import { execFileSync } from 'node:child_process'
import { chmodSync, linkSync, mkdirSync, statSync, symlinkSync, truncateSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { digestOf } from '../../../electron/system/digest.ts'
import { uid } from './root-at.ts'
import { temporaryRoot } from './temporary-root.ts'

const root = temporaryRoot()
const { put, path, disk } = root

describe('text', () => {
  test.each([
    ['plain', '{}\n'],
    ['empty', ''],
    ['with CRLF and no newline at the end', 'a\r\nb'],
    ['with a byte order mark, which stays', '\uFEFF{}'],
    ['with NUL, which stays', 'a\0b'],
    ['of all the world', 'é 鏡像 🐳 \u2028'],
  ])('%s', async (name, text) => {
    const real = put(`/text/${name}`, text)
    expect(await disk.read(`/text/${name}`)).toEqual({
      kind: 'text',
      text,
      digest: digestOf(text),
      modifiedAt: statSync(real).mtimeMs,
    })
  })

  test('of the largest size', async () => {
    put('/text/large', Buffer.alloc(16 * 1024 * 1024, 0x61))
    expect(await disk.read('/text/large')).toMatchObject({ kind: 'text' })
  })
})

describe('nothing', () => {
  test.each(['/none', '/none/at/all', '/text/none'])('%s', async (inside) => {
    expect(await disk.read(inside)).toEqual({ kind: 'absent' })
  })

  test('behind a link that leads nowhere', async () => {
    mkdirSync(path('/dangling'))
    symlinkSync('/nowhere/at/all', path('/dangling/link'))
    expect(await disk.read('/dangling/link')).toEqual({ kind: 'absent' })
  })
})

describe('what is not to be edited', () => {
  const refused = async (inside: string) => {
    const state = await disk.read(inside)
    return state.kind === 'refused' ? state.notice : state
  }

  test('a folder, a FIFO, a device and a socket’s like: at once, and without opening them', async () => {
    mkdirSync(path('/odd/folder'), { recursive: true })
    execFileSync('mkfifo', [path('/odd/fifo')])
    symlinkSync('fifo', path('/odd/link'))
    for (const name of ['folder', 'fifo', 'link'])
      expect(await refused(`/odd/${name}`), name).toMatchObject({ code: 'file-not-regular' })
  })

  test('a file below a file', async () => {
    put('/file', 'x')
    expect(await refused('/file/below')).toMatchObject({ code: 'file-not-regular', values: { path: '/file/below' } })
  })

  test('a file with two names, which are counted', async () => {
    linkSync(put('/two/a', 'x'), path('/two/b'))
    linkSync(path('/two/a'), path('/two/c'))
    expect(await refused('/two/a')).toMatchObject({ code: 'file-hard-link', values: { count: 3 } })
  })

  test('but a second name that a killed run of ours left does not count', async () => {
    linkSync(put('/left/a', 'x'), path('/left/.pullcord-00.kept'))
    expect(await disk.read('/left/a')).toMatchObject({ kind: 'text', text: 'x' })
    linkSync(path('/left/a'), path('/left/b'))
    expect(await refused('/left/a')).toMatchObject({ code: 'file-hard-link', values: { count: 2 } })
  })

  test('a file beyond all measure', async () => {
    truncateSync(put('/huge', ''), 16 * 1024 * 1024 + 1)
    expect(await refused('/huge')).toMatchObject({ code: 'file-too-large' })
  })

  test.each([
    ['latin1', Buffer.from('{\n "a": "caf\xe9"}', 'latin1'), 2, 11],
    ['latin1 on the last line', Buffer.from('# \xe4', 'latin1'), 1, 3],
    ['UTF-16', Buffer.from('\uFEFF{}', 'utf16le'), 1, 1],
    ['half a character at the end', Buffer.from('ok\né').subarray(0, -1), 2, 1],
    ['a surrogate', Buffer.from([0x61, 0xed, 0xa0, 0x80]), 1, 2],
    ['behind characters of many bytes', Buffer.concat([Buffer.from('🐳é'), Buffer.from([0xff])]), 1, 4],
  ])('%s is not UTF-8, and the place is named', async (name, bytes, line, column) => {
    put(`/bytes/${name}`, bytes)
    expect(await refused(`/bytes/${name}`)).toMatchObject({
      code: 'file-not-text',
      values: { path: `/bytes/${name}`, line, column },
    })
  })

  test.skipIf(uid !== 0)('a file that may not be read, by who may not [as root only]', async () => {
    put('/closed/file', 'x', 0o600)
    put('/closed/folder/file', 'x')
    chmodSync(path('/closed/folder'), 0o700)
    process.seteuid!(65_534)
    try {
      expect(await refused('/closed/file')).toMatchObject({ code: 'file-forbidden', values: { path: '/closed/file' } })
      expect(await refused('/closed/folder/file')).toMatchObject({ code: 'file-forbidden' })
      expect(await disk.list('/closed/folder', '')).toBeNull()
    } finally {
      process.seteuid!(0)
    }
  })
})

test('a folder lists names with an ending, in byte order', async () => {
  for (const name of ['b.conf', '10.conf', '9.conf', '.h.conf', 'Z.conf', 'a.conf.bak', 'é.conf'])
    put(`/list/${name}`, '')
  expect(await disk.list('/list', '.conf')).toEqual(['.h.conf', '10.conf', '9.conf', 'Z.conf', 'b.conf', 'é.conf'])
  expect(await disk.list('/none', '.conf')).toEqual([])
  expect(await disk.list('/list/b.conf', '.conf')).toEqual([])
})
