import TOML from '@iarna/toml'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { spotAt, spotsOf, type TomlSpot } from '../../../shared/codecs/toml-spots.ts'
import { propertyLimit, rounds } from '../../runs.ts'

// What each spot holds, read by itself, makes the whole again.
function valueAt(text: string, spot: TomlSpot): unknown {
  switch (spot.kind) {
    case 'table':
      return Object.fromEntries([...spot.entries].map(([key, { spot: inner }]) => [key, valueAt(text, inner)]))
    case 'tables':
    case 'list':
      return spot.items.map((item) => valueAt(text, item))
    case 'plain':
      return TOML.parse(`x = ${text.slice(spot.start, spot.end)}\n`).x
  }
}

const plain = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (_, one: unknown) => (typeof one === 'bigint' ? `${one}` : one)))

test.each([
  'a = 1 # [x]\nb.c = "d"\n"e f" = \'g\'\n',
  "[a]\nx = \"\"\"\n[b]\n\"\"\" # y\n[a.c]\nz = ''''q'''\n",
  '[[a]]\n[a.b]\nx = 1\n[[a.b.c]]\ny = 2\n[[a]]\n[a.b]\nx = 3\n',
  'l = [\n  "a", # b ]\n  [ 1, 2 ], {}\n]\n'.replace('[ 1, 2 ], {}', '"[", "]"'),
  't = { a = [1, 2], "b c" = { d = 1979-05-27T07:32:00Z } }\nu = 1979-05-27 07:32:00\n',
  'a = "\\"[\\\\"\r\n[b]\r\nc = true\r\n',
  '',
])('finds every value of %j', (text) => {
  const read = TOML.parse(text.replaceAll('\r\n', '\n'))
  expect(plain(valueAt(text, spotsOf(text)))).toEqual(plain(read))
})

test('names a value by its path', () => {
  const text = '[[a]]\n[[a]]\nb = { c = ["d", "e"] }\n'
  const spot = spotAt(spotsOf(text), ['a', 1, 'b', 'c', 1])
  expect(spot?.kind === 'plain' && text.slice(spot.start, spot.end)).toBe('"e"')
  expect(spotAt(spotsOf(text), ['a', 2])).toBeNull()
  expect(spotAt(spotsOf(text), ['a', 'b'])).toBeNull()
})

test('follows whatever a writer of TOML makes', propertyLimit, () => {
  const key = fc.string({ minLength: 1, maxLength: 6 }).filter((one) => one !== '__proto__' && one.trim() !== '')
  const value = fc.letrec<{ one: unknown }>((tie) => ({
    one: fc.oneof(
      { maxDepth: 3 },
      fc.string(),
      fc.boolean(),
      fc.integer({ min: -1000, max: 1000 }),
      fc.array(fc.string(), { maxLength: 3 }),
      fc.dictionary(key, tie('one'), { maxKeys: 3 }),
      fc.array(fc.dictionary(key, tie('one'), { maxKeys: 2 }), { minLength: 1, maxLength: 2 }),
    ),
  })).one
  fc.assert(
    fc.property(fc.dictionary(key, value, { maxKeys: 4 }), (made) => {
      const text = TOML.stringify(made as TOML.JsonMap)
      expect(plain(valueAt(text, spotsOf(text)))).toEqual(plain(TOML.parse(text)))
    }),
    { numRuns: rounds(200, 2_000) },
  )
})
