import { expect, test } from 'vitest'
import { fill, notice } from '../../shared/notice.ts'

test('a notice says its code, its values and the English of both sentences', () => {
  expect(notice('file-foreign', { path: '/etc/x' })).toEqual({
    code: 'file-foreign',
    values: { path: '/etc/x' },
    message: '/etc/x exists and was not written by Pullcord.',
    hint: 'Move it away, or give it another name.',
  })
})

test.each([
  ['{a} and {b}', { a: 1, b: 'two' }, '1 and two'],
  ['{a}{a}', { a: '{b}', b: 'x' }, '{b}{b}'],
  ['{missing}', {}, '{missing}'],
  ['{toString} {constructor} {__proto__}', {}, '{toString} {constructor} {__proto__}'],
  ['{ a } {}', { a: 1 }, '{ a } {}'],
  ['{a}', { a: '$& $1' }, '$& $1'],
])('%s with %j', (template, values, text) => {
  expect(fill(template, values)).toBe(text)
})
