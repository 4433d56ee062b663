import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseTree, under, type Tree } from '../../../../shared/gitlab/check/yaml-tree.ts'
import { runs } from '../../../runs.ts'

const read = (text: string): Tree => {
  const parsed = parseTree('compose.yaml', text)
  if (!parsed.ok) throw new Error(parsed.refusal.notice.message)
  return parsed.value
}

const textAt = (text: string, ...names: readonly string[]): string | null => {
  const found = under(read(text), ...names)
  return found?.kind === 'scalar' ? found.text : null
}

test.each([
  ['a: 1', '1'],
  ['a: 0x1F', '0x1F'],
  ['a: yes', 'yes'],
  ['a: true', 'true'],
  ['a: "5000:5000"', '5000:5000'],
  ['a: 22:22', '22:22'],
  ['a: |\n  one\n  two\n', 'one\ntwo\n'],
  ['a: ~', null],
  ['a:', null],
])('%j holds %j, as it was written', (text, value) => {
  expect(textAt(text, 'a')).toBe(value)
})

test('aliases and merge keys are followed; what stands beside a merge outranks it', () => {
  const text = 'x: &x {a: 1, b: 2}\ny: &y {b: 3, c: 4}\nz:\n  b: 5\n  <<: [*x, *y]\n'
  expect(['a', 'b', 'c'].map((name) => textAt(text, 'z', name))).toEqual(['1', '5', '4'])
})

test('every value has its line, a map that of its name', () => {
  const tree = read('services:\n  a:\n    image: x\n  b:\n    # a comment\n    image: y\n')
  expect([under(tree, 'services', 'b')?.line, under(tree, 'services', 'b', 'image')?.line]).toEqual([4, 6])
})

test.each([
  ['a: [1', 'compose.yaml:1:6'],
  ['a: 1\na: 2\n', 'compose.yaml:2:1'],
  ['a: "b\nc: d\n', 'compose.yaml:3:1'],
  ['a: *nothing\n', 'compose.yaml:1:4: nothing is called &nothing'],
  ['a: 1\n---\nb: 2\n', 'compose.yaml:2:1'],
  ['\uFEFFa: 1', 'compose.yaml:1:1'],
  ['a: \0', 'compose.yaml:1:4'],
])('%j is refused with its place', (text, place) => {
  const parsed = parseTree('compose.yaml', text)
  expect(parsed.ok ? '' : parsed.refusal.notice.message).toContain(place)
})

test('a document of aliases to aliases costs no more than it is long', () => {
  const levels = Array.from({ length: 60 }, (_, at) => {
    const [name, before] = [`l${at}`, `*l${at - 1}`]
    return at === 0 ? `${name}: &${name} [x, x]` : `${name}: &${name} [${`${before}, `.repeat(9)}${before}]`
  })
  const merges = Array.from({ length: 60 }, (_, at) =>
    at === 0 ? 'm0: &m0 {a: 1}' : `m${at}: &m${at} {<<: [${`*m${at - 1}, `.repeat(9)}*m${at - 1}], k${at}: 1}`,
  )
  const text = [...levels, ...merges, ''].join('\n')
  expect(under(read(text), 'l59')?.kind).toBe('list')
  expect(textAt(text, 'm59', 'a')).toBe('1')
})

test('many aliases and many names are read in time', () => {
  const text = `a: &a x\nb: [${'*a,'.repeat(20_000)}]\n${Array.from({ length: 4000 }, (_, at) => `k${at}: 1\n`).join('')}`
  expect(under(read(text), 'b')?.kind).toBe('list')
})

test('what stands in itself, and what is deeper than the stack, ends', () => {
  expect(under(read('a: &a [*a]'), 'a')?.kind).toBe('list')
  const deep = parseTree('compose.yaml', '['.repeat(20_000))
  expect(deep.ok).toBe(false)
})

test('no text makes it fail otherwise than by a refusal', () => {
  const piece = fc.constantFrom(
    'a',
    ':',
    ' ',
    '\n',
    '  ',
    '- ',
    '&x ',
    '*x',
    '<<',
    '{',
    '}',
    '[',
    ']',
    '"',
    "'",
    '|',
    '#',
    '!!map',
    ',',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const parsed = parseTree('compose.yaml', pieces.join(''))
      expect(typeof parsed.ok).toBe('boolean')
    }),
    { numRuns: runs },
  )
})
