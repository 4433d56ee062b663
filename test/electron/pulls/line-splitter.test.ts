import { expect, test } from 'vitest'
import { maxLine, splitLines } from '../../../electron/pulls/line-splitter.ts'

function split(pieces: readonly string[]) {
  const lines: string[] = []
  const state = { dropped: 0 }
  const take = splitLines(
    (line) => lines.push(line),
    () => state.dropped++,
  )
  for (const piece of pieces) take(piece)
  return { lines, dropped: state.dropped }
}

test.each([
  [['a\nb\n'], ['a', 'b']],
  [
    ['a', 'b', '\n', 'c\nd'],
    ['ab', 'c'],
  ],
  [['\n\na\n\n'], ['a']],
  [
    ['a\n', 'é😀\n'],
    ['a', 'é😀'],
  ],
])('%j', (pieces, lines) => {
  expect(split(pieces)).toEqual({ lines, dropped: 0 })
})

test('a line of the greatest length is kept', () => {
  const longest = 'x'.repeat(maxLine)
  expect(split([longest, '\n'])).toEqual({ lines: [longest], dropped: 0 })
})

test('a longer one is dropped and told of once, whatever the pieces, and the next one kept', () => {
  const long = 'x'.repeat(maxLine + 1)
  expect(split([`${long}\nnext\n`])).toEqual({ lines: ['next'], dropped: 1 })
  const pieces = Array.from({ length: 50 }, () => 'x'.repeat(100_000))
  expect(split(['before\n', ...pieces, 'x\nnext\n'])).toEqual({ lines: ['before', 'next'], dropped: 1 })
})
