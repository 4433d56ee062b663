import { describe, expect, test } from 'vitest'
import {
  formatRegistriesConf,
  parseRegistriesConf,
  removeRegistryTables,
  type RegistryTable,
} from '../../../shared/codecs/registries-conf.ts'
import { readGolden } from '../../golden/golden.ts'

const path = '/etc/containers/registries.conf'
const plain = { insecure: false, blocked: false, mirrorByDigestOnly: false, mirrors: [] } as const

test.each(readGolden('registries-conf.txt'))('without $asked: $name', ({ asked, before, after }) => {
  expect(removeRegistryTables(before, asked)).toBe(after)
  expect(parseRegistriesConf(path, after)).toMatchObject({ ok: true })
})

describe('reading', () => {
  test.each<readonly [string, string, readonly RegistryTable[]]>([
    ['nothing', '', []],
    ['comments', '# none\n', []],
    ['other settings', 'unqualified-search-registries = ["docker.io"]\n[aliases]\n"a" = "b"\n', []],
    [
      'a location alone is the prefix too',
      '[[registry]]\nlocation = "a.io"',
      [{ ...plain, prefix: 'a.io', location: 'a.io' }],
    ],
    [
      'a prefix alone is the location too',
      '[[registry]]\nprefix = "*.a.io"',
      [{ ...plain, prefix: '*.a.io', location: '*.a.io' }],
    ],
    [
      'all keys',
      '[[registry]]\r\nprefix = "a.io"\r\nlocation = "b.io"\r\ninsecure = true\r\nblocked = true\r\nmirror-by-digest-only = true\r\n' +
        '[[registry.mirror]]\r\nlocation = "m:1/x"\r\ninsecure = true\r\npull-from-mirror = "digest-only"\r\n',
      [
        {
          prefix: 'a.io',
          location: 'b.io',
          insecure: true,
          blocked: true,
          mirrorByDigestOnly: true,
          mirrors: [{ location: 'm:1/x', insecure: true, pullFromMirror: 'digest-only' }],
        },
      ],
    ],
    [
      'inline tables, and keys that podman passes over',
      'registry = [{ location = "a.io", Insecure = true, mirror = [{ location = "m" }] }]',
      [
        {
          ...plain,
          prefix: 'a.io',
          location: 'a.io',
          mirrors: [{ location: 'm', insecure: false, pullFromMirror: null }],
        },
      ],
    ],
  ])('%s', (_, text, tables) => {
    expect(parseRegistriesConf(path, text)).toEqual({ ok: true, value: { tables, v1: false } })
  })

  test('the old format is known', () => {
    expect(parseRegistriesConf(path, "[registries.search]\nregistries = ['docker.io']\n")).toEqual({
      ok: true,
      value: { tables: [], v1: true },
    })
  })

  test.each([
    ['half a header', '[[registry]]\nlocation = "a.io"\n\n[[registry.mir', 4, 16],
    ['an open text', '[[registry]]\nlocation = "a.io\n', 2, 17],
    ['no quotes', '[[registry]]\nlocation = a.io\n', 2, 12],
    ['a key twice', '[[registry]]\nlocation = "a"\nlocation = "b"\n', 3, 15],
    ['JSON', '{"registry-mirrors": []}', 1, 1],
    ['YAML', 'registry:\n  - location: a', 1, 9],
  ])('%s is refused where it stands', (_, text, line, column) => {
    expect(parseRegistriesConf(path, text)).toMatchObject({
      ok: false,
      refusal: { path, line, column, notice: { code: 'unparseable-file' } },
    })
  })

  test.each([
    ['a text for a flag', '[[registry]]\nlocation = "a"\ninsecure = "true"\n', 'insecure'],
    ['a flag for a text', '[[registry]]\nlocation = true\n', 'location'],
    ['a single table', '[registry]\nlocation = "a"\n', 'registry'],
    ['a mirror without its table', '[[registry.mirror]]\nlocation = "a"\n', 'registry'],
    ['a mirror that is a text', '[[registry]]\nlocation = "a"\nmirror = "b"\n', 'mirror'],
  ])('%s is refused, as podman does', (_, text, key) => {
    const parsed = parseRegistriesConf(path, text)
    expect(parsed).toMatchObject({ ok: false, refusal: { path, notice: { code: 'unparseable-file' } } })
    expect(JSON.stringify(parsed)).toContain(`“${key}”`)
  })

  test.each([
    ['\uFEFF[[registry]]', 'file-bom', 1, 1],
    ['# a\n\0\0', 'file-nul', 2, 1],
  ])('%j is refused', (text, code, line, column) => {
    expect(parseRegistriesConf(path, text)).toMatchObject({ ok: false, refusal: { line, column, notice: { code } } })
  })
})

test('what is written reads back, with defaults left out', () => {
  const table: RegistryTable = {
    ...plain,
    prefix: 'docker.io',
    location: 'docker.io',
    mirrors: [{ location: 'm:5000', insecure: true, pullFromMirror: null }],
  }
  const strict: RegistryTable = {
    ...plain,
    prefix: 'a"b\\.io',
    location: 'é',
    blocked: true,
    insecure: true,
    mirrorByDigestOnly: true,
  }
  const text = formatRegistriesConf([table, strict])
  expect(parseRegistriesConf(path, text)).toEqual({ ok: true, value: { tables: [table, strict], v1: false } })
  expect(text.split('\n').slice(0, 7)).toEqual([
    '[[registry]]',
    'prefix = "docker.io"',
    'location = "docker.io"',
    '',
    '  [[registry.mirror]]',
    '  location = "m:5000"',
    '  insecure = true',
  ])
})
