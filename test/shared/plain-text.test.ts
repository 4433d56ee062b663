import { expect, test } from 'vitest'
import { plainText } from '../../shared/plain-text.ts'

test.each([
  ['library/alpine', 'library/alpine'],
  ['<b>&amp;</b>', '<b>&amp;</b>'],
  ['映像檔/مستودع', '映像檔/مستودع'],
  ['a\nb\tc', 'a‹U+000A›b‹U+0009›c'],
  ['\u009b31m', '‹U+009B›31m'],
  ['x\u202egnp', 'x‹U+202E›gnp'],
  ['x\u2066y\u2069', 'x‹U+2066›y‹U+2069›'],
  ['zero\u200bwidth\ufeff', 'zero‹U+200B›width‹U+FEFF›'],
  ['half\ud800', 'half‹U+D800›'],
  ['tag\u{e0041}', 'tag‹U+E0041›'],
  ['😀', '😀'],
])('%j is shown as %j', (text, shown) => {
  expect(plainText(text)).toBe(shown)
})

test('what is too long is cut, and not within a pair', () => {
  expect(plainText('a'.repeat(5000))).toBe(`${'a'.repeat(400)}…`)
  expect(plainText(`${'a'.repeat(399)}😀😀`)).not.toContain('‹')
})
