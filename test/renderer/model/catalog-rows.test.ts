import { expect, test } from 'vitest'
import { indexNames } from '../../../shared/pulls/catalog-lines.ts'
import { catalogRows } from '../../../renderer/model/catalog-rows.ts'

const names = Array.from({ length: 5000 }, (_, number) => `team-${number % 7}/app-${number}`)
const text = names.join('\n')

test('any row can be looked at, in any order', () => {
  const rows = catalogRows(indexNames(text), '')
  expect(rows.total).toBe(5000)
  expect([4999, 0, 201, 3000].map((index) => rows.nameAt(index))).toEqual(
    [4999, 0, 201, 3000].map((index) => names[index]),
  )
  expect(rows.nameAt(5000)).toBe('')
})

test('a filter leaves what a walk through all names would', () => {
  const expected = names.filter((name) => name.includes('team-3') && name.includes('9'))
  const rows = catalogRows(indexNames(text), '9 TEAM-3')
  expect(rows.total).toBe(expected.length)
  expect(Array.from({ length: rows.total }, (_, index) => rows.nameAt(index))).toEqual(expected)
})

test('an empty catalog has no rows', () => {
  expect([catalogRows(indexNames(''), '').total, catalogRows(indexNames(''), 'a').total]).toEqual([0, 0])
})
