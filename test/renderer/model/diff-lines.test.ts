import { expect, test } from 'vitest'
import { unifiedDiff } from '../../../shared/diff.ts'
import { countLines, diffLines, shortDigest } from '../../../renderer/model/diff-lines.ts'

const diff = unifiedDiff('/etc/docker/daemon.json', '{\n  "a": 1\n}', '{\n  "a": 1,\n  "b": 2\n}\n')

test('lines are told apart by their first sign, and the header is left to the path above', () => {
  expect(diffLines(diff).map(({ kind }) => kind)).toEqual([
    'hunk',
    'same',
    'removed',
    'removed',
    'remark',
    'added',
    'added',
    'added',
  ])
})

test('a removed line that looks like a header is counted', () => {
  expect(countLines(unifiedDiff('/p', '-- note\n', null))).toEqual({ added: 0, removed: 1 })
})

test('lines are counted', () => {
  expect(countLines(diff)).toEqual({ added: 3, removed: 2 })
})

test('a digest is cut to what the eye can compare', () => {
  expect(shortDigest(`sha256:0123456789${'a'.repeat(54)}`)).toBe('01234567')
})
