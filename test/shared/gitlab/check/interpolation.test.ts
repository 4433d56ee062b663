import { expect, test } from 'vitest'
import { openBudget } from '../../../../shared/gitlab/check/budget.ts'
import { interpolate } from '../../../../shared/gitlab/check/interpolation.ts'

const variables = new Map([
  ['HOST', 'git.example.com'],
  ['EMPTY', ''],
])

test.each([
  ['https://$HOST/x', 'https://git.example.com/x', []],
  ['${HOST}', 'git.example.com', []],
  ['${HOST:-other}', 'git.example.com', []],
  ['${EMPTY:-other}', 'other', []],
  ['${EMPTY-other}', '', []],
  ['${NONE-other}', 'other', []],
  ['${NONE:-${HOST}}', 'git.example.com', []],
  ['${NONE:-${ALSO:-deep}}', 'deep', []],
  ['${HOST:+there}${NONE:+there}${EMPTY+set}', 'thereset', []],
  ['${HOST:?why}', 'git.example.com', []],
  ['${NONE:?why}', '', ['NONE']],
  ['a$NONE', 'a', ['NONE']],
  ['${NONE}', '', ['NONE']],
  ['$$HOST and $${HOST}', '$HOST and ${HOST}', []],
  ['100$ $1 ${', '100$ $1 ${', []],
  ['${a}}', '}', ['a']],
])('%s becomes %s', (text, value, unset) => {
  expect(interpolate(text, variables, openBudget(1000))).toEqual({ text: value, unset })
})

test('a default in a default in a default ends', () => {
  expect(interpolate(`${'${A:-'.repeat(1000)}x${'}'.repeat(1000)}`, variables, openBudget(1000)).text).toContain('x')
})
