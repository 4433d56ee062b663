import { expect, test } from 'vitest'
import { folderOf, isBelow, nameOf, pathFrom, tidy } from '../../../../shared/gitlab/check/file-paths.ts'

test.each([
  ['a/./b//c/../d', 'a/b/d'],
  ['/a/../../b', '/../b'],
  ['../../a', '../../a'],
  ['./', ''],
  ['/', '/'],
])('%s is %s', (path, same) => {
  expect(tidy(path)).toBe(same)
})

test('from the folder of another file', () => {
  expect([pathFrom('srv', './certs'), pathFrom('srv', '/certs'), pathFrom('.', 'certs')]).toEqual([
    'srv/certs',
    '/certs',
    'certs',
  ])
  expect([folderOf('a/b.yaml'), folderOf('b.yaml'), folderOf('/b'), nameOf('a/b.yaml'), nameOf('b')]).toEqual([
    'a',
    '.',
    '/',
    'b.yaml',
    'b',
  ])
  expect([isBelow('/certs/a', '/certs'), isBelow('/certificates', '/certs'), isBelow('/a', '/')]).toEqual([
    true,
    false,
    true,
  ])
})
