import { expect, test } from 'vitest'
import { filterNames } from '../../../shared/pulls/catalog-lines.ts'
import { randomFrom } from '../../random.ts'

const some = ['library/alpine', 'library/nginx', 'quay/alpine-git', 'team/nginx-alpine', 'v1.0-RC'].join('\n')

test.each<readonly [string, readonly string[]]>([
  ['', some.split('\n')],
  ['   ', some.split('\n')],
  ['alpine', ['library/alpine', 'quay/alpine-git', 'team/nginx-alpine']],
  ['ALPINE', ['library/alpine', 'quay/alpine-git', 'team/nginx-alpine']],
  ['rc', ['v1.0-RC']],
  ['alpine library', ['library/alpine']],
  ['  nginx \t alpine ', ['team/nginx-alpine']],
  ['nginx nginx', ['library/nginx', 'team/nginx-alpine']],
  ['library/alpine\nlibrary', ['library/alpine']],
  ['alpinelibrary', []],
  ['zzz', []],
  ['.', ['v1.0-RC']],
  ['.*', []],
])('%j', (text, names) => {
  expect(filterNames(some, text, 100)).toEqual({ names, total: names.length })
})

test('no more than the limit are told, and all are counted', () => {
  expect(filterNames(some, 'alpine', 2)).toEqual({ names: ['library/alpine', 'quay/alpine-git'], total: 3 })
  expect(filterNames(some, 'n a', 1)).toEqual({ names: ['library/alpine'], total: 4 })
  expect(filterNames(some, '', 0)).toEqual({ names: [], total: 5 })
  expect(filterNames('', '', 10)).toEqual({ names: [], total: 0 })
  expect(filterNames('', 'a', 10)).toEqual({ names: [], total: 0 })
  expect(filterNames('a', 'a', 10)).toEqual({ names: ['a'], total: 1 })
})

test('it finds what splitting and looking at each would find', () => {
  const random = randomFrom(5)
  const letters = 'abc-/'
  const word = (max: number): string =>
    Array.from({ length: 1 + Math.floor(random() * max) }, () => letters[Math.floor(random() * letters.length)]).join(
      '',
    )
  for (let round = 0; round < 300; round++) {
    const lines = Array.from({ length: Math.floor(random() * 30) + 1 }, () => word(8))
    const words = Array.from({ length: Math.floor(random() * 4) }, () => word(3))
    const found = lines.filter((line) => words.every((one) => line.includes(one)))
    expect(filterNames(lines.join('\n'), words.join(' '), 5)).toEqual({ names: found.slice(0, 5), total: found.length })
  }
})
