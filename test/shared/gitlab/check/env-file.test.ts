import { expect, test } from 'vitest'
import { parseEnvFile } from '../../../../shared/gitlab/check/env-file.ts'

test.each([
  ['A=1', '1'],
  ['export A=1', '1'],
  ['  A = one two ', 'one two'],
  ['A=VAL # comment', 'VAL'],
  ['A=VAL# none', 'VAL# none'],
  ['A="VAL # none" # comment', 'VAL # none'],
  ["A='$OTHER'", '$OTHER'],
  ['A=$OTHER', 'x'],
  ['A="${OTHER}/y"', 'x/y'],
  ['A=${NONE:-z}', 'z'],
  [String.raw`A="say \"hi\""`, 'say "hi"'],
  ['A=', ''],
])('%s', (line, value) => {
  const found = parseEnvFile('.env', `# first\nOTHER=x\r\n${line}\nnot a line\n`)
  expect(found.get('A')).toEqual({ name: 'A', value, place: '.env:3' })
  expect(found.size).toBe(2)
})
