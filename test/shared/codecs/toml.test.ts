import { describe, expect, test } from 'vitest'
import { formatToml, isTable, parseToml, removeTables } from '../../../shared/codecs/toml.ts'

test.each([
  ['{', 1, 1],
  ['a = x', 1, 5],
  ['\na = x', 2, 5],
  ['\r\n\r\na = x', 3, 5],
  ['ab:', 1, 3],
  ['\nab:', 2, 3],
  ['a = 1 b', 1, 7],
  ['\na = 1 b', 2, 7],
])('the place of a mistake in %j, counted from one', (text, line, column) => {
  expect(parseToml('/f', text)).toMatchObject({
    ok: false,
    refusal: { path: '/f', line, column, notice: { code: 'unparseable-file' } },
  })
})

test('carriage returns stand at line ends, behind comments too', () => {
  expect(parseToml('/f', '# a\r\n[b] # c\r\nd = [ # e\r\n1]\r\n')).toEqual({ ok: true, value: { b: { d: [1] } } })
  expect(parseToml('/f', 'a = "b\r"')).toMatchObject({ ok: false })
})

test('a reason is one line, and repeats nothing of the text', () => {
  const parsed = parseToml('/f', 'authorization = "Basic hunter2" oops\n')
  expect(parsed.ok).toBe(false)
  expect(JSON.stringify(parsed)).not.toMatch(/hunter2|\\n/)
})

test.each([
  ['a byte order mark', '\uFEFFa = 1', 'file-bom'],
  ['NUL', 'a = 1\0', 'file-nul'],
])('%s is refused', (_, text, code) => {
  expect(parseToml('/f', text)).toMatchObject({ ok: false, refusal: { notice: { code } } })
})

test.each([
  [{}, true],
  [{ a: 1 }, true],
  [[], false],
  [new Date(), false],
  [null, false],
  ['a', false],
  [5n, false],
])('%o is a table: %s', (value, answer) => {
  expect(isTable(value)).toBe(answer)
})

test('keys that are no words are quoted, and texts escaped', () => {
  expect(formatToml({ host: { 'http://a"b': { x: 'é\t"' } } })).toBe('[host."http://a\\"b"]\nx = "é\\t\\""\n')
})

describe('taking tables out', () => {
  const seen = (text: string): readonly unknown[] => {
    const tables: unknown[] = []
    removeTables(text, (alone) => {
      tables.push(alone)
      return false
    })
    return tables
  }

  test('each is shown as if it stood alone, what stands before the first is not', () => {
    expect(seen('a = 1\n[b]\nc = 2\n [[d]]\ne = 3\n')).toEqual([{ b: { c: 2 } }, { d: [{ e: 3 }] }])
  })

  test('a bracket that opens no table is not shown', () => {
    expect(seen('a = [\n  ["b"],\n  ["c"]\n]\n')).toEqual([])
    expect(seen('a = """\n[b\n"""\n[c]\n')).toEqual([{ c: {} }])
  })

  test('nothing taken out leaves every byte', () => {
    const text = '\r\n# a\n[b]\n\n\t# c\n[[d]]\r\n#\n'
    expect(removeTables(text, () => false)).toBe(text)
    expect(removeTables(text, () => true)).toBe('\r\n# a\n\t# c\n#\n')
  })
})
