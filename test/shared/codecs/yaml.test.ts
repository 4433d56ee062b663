import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { valueOf } from '../../../shared/codecs/yaml-nodes.ts'
import { parseYaml } from '../../../shared/codecs/yaml.ts'
import { propertyLimit, runs } from '../../runs.ts'

const path = '/etc/rancher/k3s/registries.yaml'

/** What our reader makes of a text; undefined where it refuses. */
function ours(text: string): unknown {
  const parsed = parseYaml(path, text)
  return parsed.ok ? valueOf(parsed.value) : undefined
}

/** What the library makes of it, every scalar as its text; undefined where that refuses. */
function theirs(text: string, version: '1.1' | '1.2'): unknown {
  try {
    return parse(text, { schema: 'failsafe', version, logLevel: 'error' }) as unknown
  } catch {
    return undefined
  }
}

// The failsafe schema calls every null a text.
function plainNull(value: unknown): unknown {
  if (typeof value === 'string') return /^(?:~|null|Null|NULL|)$/.test(value) ? null : value
  if (Array.isArray(value)) return value.map(plainNull)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plainNull(inner)]))
}

const words = [
  'a',
  'b',
  'docker.io',
  '"*"',
  "'q'",
  '"x:y"',
  'http://m:5000',
  '~',
  'null',
  'true',
  '1',
  'é',
  'x#y',
  'a b',
]
const signs = [': ', ':', ', ', ',', '- ', '-', '--', '---', '...', '[', ']', '{', '}', '#', ' # c', '"', "'", '\\']
const rare = ['? ', '&a ', '*a', '!t ', '|', '>', '%', '@', '<<: ', '\t', '\r']
const breaks = ['\n', '\n  ', '\n    ', '\n ', '\r\n', '\n- ', '\n  - ', '\n    - ', ':\n  ', ': [', ': {', ' ', '  ']
const piece = fc.constantFrom(...words, ...signs, ...rare, ...breaks, ...breaks)

test('what is read is what the library reads, by the rules of YAML 1.1 and 1.2', propertyLimit, () => {
  let read = 0
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
      const text = pieces.join('')
      const mine = ours(text)
      if (mine === undefined || mine === null) return
      read++
      for (const version of ['1.1', '1.2'] as const)
        expect([text, plainNull(theirs(text, version))]).toEqual([text, plainNull(mine)])
    }),
    { numRuns: runs * 20 },
  )
  expect(read).toBeGreaterThan(runs / 10)
})

describe('reading', () => {
  test.each<readonly [string, unknown]>([
    ['', null],
    ['# c\n\n', null],
    ['---\n', null],
    ['--- # c\na: 1\n', { a: '1' }],
    ['a: b # c', { a: 'b' }],
    ['a: b#c\n', { a: 'b#c' }],
    ["\"a b\": 'it''s'\n", { 'a b': 'it’s'.replace('’', "'") }],
    ['a: "x\\u00e9\\"" # c\n', { a: 'xé"' }],
    ['a:\n- 1\n-   2\nb:\n  - c: 1\n    d: 2\n  -\n    e\n', { a: ['1', '2'], b: [{ c: '1', d: '2' }, 'e'] }],
    ['a:\n  value\nb: ~\nc:\n', { a: 'value', b: null, c: null }],
    ['a: [1, "2", [x], {k: v}, ] # c\nb: {}\n', { a: ['1', '2', ['x'], { k: 'v' }], b: {} }],
    ['a: [\n  1, # c\n\n  2\n]\n', { a: ['1', '2'] }],
    ['{"a":"b", c: http://x:1/y}\n', { a: 'b', c: 'http://x:1/y' }],
    ['a : 1\r\nb: 2\r\n', { a: '1', b: '2' }],
    ['- : 1', undefined],
  ])('%j', (text, value) => {
    expect(ours(text)).toEqual(value)
    if (value !== undefined && value !== null) expect(plainNull(theirs(text, '1.2'))).toEqual(plainNull(value))
  })

  test.each<readonly [string, string, number, number]>([
    ['a: 1\n b: 2\n', 'yaml-not-edited', 2, 2],
    ['a:\n  b: 1\n c: 2\n', 'unparseable-file', 3, 2],
    ['a: b: c\n', 'unparseable-file', 1, 5],
    ['a:1\n', 'unparseable-file', 1, 1],
    ['a: "b\n', 'unparseable-file', 1, 4],
    ['a: "b\n  c"\n', 'yaml-not-edited', 1, 4],
    ['a: "\\x41"\n', 'yaml-not-edited', 1, 4],
    ['a: "b"c\n', 'unparseable-file', 1, 7],
    ['a: "b"#c\n', 'unparseable-file', 1, 7],
    ['a: [1 2, 3\n', 'unparseable-file', 2, 1],
    ['a: [1,,2]\n', 'unparseable-file', 1, 7],
    ['a: {b}\n', 'unparseable-file', 1, 6],
    ['a: {b: }\n', 'unparseable-file', 1, 8],
    ['a: [\n1]\n', 'unparseable-file', 2, 1],
    ['a: !t b\n', 'yaml-not-edited', 1, 4],
    ['a: |\n  b\n', 'yaml-not-edited', 1, 4],
    ['? a\n: b\n', 'yaml-not-edited', 1, 1],
    ['%YAML 1.1\n---\na: 1\n', 'yaml-not-edited', 2, 1],
    ['a: 1\n...\n', 'yaml-not-edited', 2, 1],
    ['a:\tb\n', 'unparseable-file', 1, 2],
    ['a: b\rc: d\n', 'unparseable-file', 1, 5],
    ['a: b\u2028\n', 'unparseable-file', 1, 5],
    ['a: \u0007\n', 'unparseable-file', 1, 4],
    ['- a\n', 'unparseable-file', 1, 1],
    ['a\n', 'unparseable-file', 1, 1],
    ['a: 1\n"a": 2\n', 'unparseable-file', 2, 1],
  ])('%j is refused at its place', (text, code, line, column) => {
    expect(parseYaml(path, text)).toMatchObject({ ok: false, refusal: { path, line, column, notice: { code } } })
  })

  test('what is nested too deeply is refused, and ten thousand lines are read in a moment', () => {
    const deep = '['.repeat(100_000)
    const steps = Array.from({ length: 60 }, (_, at) => `${' '.repeat(at)}a:`).join('\n')
    for (const text of [`a: ${deep}`, deep, steps]) expect(parseYaml(path, text).ok).toBe(false)
    const many = Array.from({ length: 10_000 }, (_, at) => `k${at}: [a, "b", 'c'] # d\n`).join('')
    const flow = `a: [${'"x", '.repeat(50_000)}]\n`
    const began = performance.now()
    expect(parseYaml(path, flow).ok).toBe(true)
    expect(parseYaml(path, `a: ${'x '.repeat(100_000)}\n`).ok).toBe(true)
    expect(performance.now() - began).toBeLessThan(2_000)
    expect(parseYaml(path, many).ok).toBe(true)
    expect(performance.now() - began).toBeLessThan(10_000)
  })
})
