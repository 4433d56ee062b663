import { expect, test } from 'vitest'
import { meaningOf } from '../../../shared/profiles/meaning.ts'

test.each<[string, string, string, boolean]>([
  ['a.json', '{"a": 1, "b": ["http://m/"]}', '{\n"b":["http://m"],"a":1}', true],
  ['a.json', '{"b": ["http://m", "http://n"]}', '{"b": ["http://n", "http://m"]}', false],
  ['a.toml', 'a = 1 # one\n[t]\nb = "x"\n', "[t]\n  b = 'x'\n", false],
  ['a.toml', 'a = 1 # one\n[t]\nb = "x"\n', "a = 1\n\n[t]\n  b = 'x'\n", true],
  ['a.toml', 'a = 9007199254740993\n', 'a = 9007199254740992\n', false],
  ['a.yaml', 'a:\n  - "x"\nb: y\n', 'b: "y"\na: [x]\n', true],
  ['a.crt', 'one', 'one', true],
  ['a.crt', 'one', 'two', false],
])('%s: %j and %j', (path, one, other, same) => {
  expect(meaningOf(path, one) === meaningOf(path, other)).toBe(same)
})

test('no file has no meaning', () => {
  expect(meaningOf('a.json', null)).toBeNull()
})
