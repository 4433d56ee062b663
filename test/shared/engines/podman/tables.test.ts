import { expect, test } from 'vitest'
import { podman } from '../../../../shared/engines/podman.ts'
import { readTables } from '../../../../shared/engines/podman/tables.ts'
import { filesOf, places, podmanFacts } from '../look.ts'

const etc = '/etc/containers/registries.conf'
const table = (prefix: string, location: string): string =>
  `[[registry]]\nprefix = "${prefix}"\nlocation = "${location}"\n`

function read(texts: Readonly<Record<string, string>>, version = '5.4.2', without: string | null = null) {
  const facts = podmanFacts(version)
  const { byPrefix, refused } = readTables(
    filesOf(podman, facts, { mirrors: [], keepTheirs: true, strict: false }, { texts }),
    facts,
    places,
    without,
  )
  return {
    found: [...byPrefix].map(([prefix, { path, table: one }]) => [prefix, one.location, path]),
    refused: refused.map(({ notice }) => notice.code),
  }
}

test('of one prefix the last file counts, and in it the first table', () => {
  const texts = {
    [etc]: table('a.io', 'main'),
    [`${etc}.d/1.conf`]: table('a.io', 'first') + table('a.io', 'second') + table('b.io', 'b'),
  }
  expect(read(texts)).toEqual({
    found: [
      ['a.io', 'first', `${etc}.d/1.conf`],
      ['b.io', 'b', `${etc}.d/1.conf`],
    ],
    refused: [],
  })
  expect(read(texts, '5.4.2', `${etc}.d/1.conf`)).toEqual({ found: [['a.io', 'main', etc]], refused: [] })
})

test('every broken file is told, and the others are read all the same', () => {
  const texts = { [etc]: '\uFEFF', [`${etc}.d/1.conf`]: 'a = ', [`${etc}.d/2.conf`]: table('a.io', 'x') }
  expect(read(texts)).toEqual({ found: [['a.io', 'x', `${etc}.d/2.conf`]], refused: ['file-bom', 'unparseable-file'] })
})

test('the old format is an error to podman 6 only', () => {
  const texts = { [etc]: '[registries.search]\nregistries = ["docker.io"]\n' }
  expect(read(texts, '5.8.6').refused).toEqual([])
  expect(read(texts, '6.1.1').refused).toEqual(['podman-v1'])
})

test('the old format beside mirrors is an error to every podman', () => {
  const texts = { [etc]: `[registries.search]\nregistries = ["docker.io"]\n${table('a.io', 'x')}` }
  for (const version of ['4.3.1', '5.8.6', '6.1.1'])
    expect(read(texts, version).refused, version).toEqual(['podman-v1'])
})

test('the old format in a drop-in is an error to every podman', () => {
  expect(read({ [`${etc}.d/1.conf`]: '[registries.search]\nregistries = []\n' }, '4.3.1').refused).toEqual([
    'podman-v1',
  ])
})

test.each([
  ['a scheme', `${table('a.io', 'a.io')}[[registry.mirror]]\nlocation = "http://m"\n`, 4],
  ['a mirror without a location', `${table('a.io', 'a.io')}[[registry.mirror]]\n`, 4],
  ['a prefix alone', '\n[[registry]]\nprefix = "a.io"\n', 2],
  ['a wildcard with a path', table('*.a.io/b', 'a.io'), 1],
  ['a flag that two tables differ in', `${table('a.io', 'x')}${table('b.io', 'x')}insecure = true\n`, 4],
  ['an unknown mode', 'short-name-mode = "off"\n', 1],
  ['an alias without a registry', '[aliases]\na = "b"\n', 1],
  ['a search entry with a path', 'unqualified-search-registries = ["a.io/b"]\n', 1],
])('%s, which stops every pull, is refused at its line', (_, text, line) => {
  const path = `${etc}.d/1.conf`
  for (const version of ['4.3.1', '5.4.2', '5.8.6', '6.1.1']) {
    const facts = podmanFacts(version)
    const files = filesOf(podman, facts, { mirrors: [], keepTheirs: true, strict: false }, { texts: { [path]: text } })
    expect(readTables(files, facts, places, null).refused).toMatchObject([
      { path, line, notice: { code: 'unparseable-file' } },
    ])
  }
})
