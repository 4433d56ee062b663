import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  at,
  firstOf,
  lastOf,
  longList,
  mapParts,
  placeOf,
  withHead,
  withPart,
} from '../../../renderer/model/long-list.ts'

const parts = fc.array(fc.array(fc.integer(), { maxLength: 300 }), { maxLength: 8 })
const number = fc.nat(2500)

describe('a long list is what an array of the same items is', () => {
  test('by its places', () => {
    fc.assert(
      fc.property(parts, number, (of, place) => {
        const list = longList(...of)
        expect(list.length).toBe(of.flat().length)
        expect(at(list, place)).toBe(of.flat()[place])
      }),
    )
  })

  test('at its ends', () => {
    fc.assert(
      fc.property(parts, fc.array(fc.integer()), number, (of, more, count) => {
        const list = longList(...of)
        const all = of.flat()
        expect(withPart(list, more).parts.flat()).toEqual([...all, ...more])
        expect(withHead(list, more).parts.flat()).toEqual([...more, ...all])
        expect(firstOf(list, count).parts.flat()).toEqual(all.slice(0, count))
        expect(lastOf(list, count)).toEqual(count === 0 ? [] : all.slice(-count))
      }),
    )
  })

  test('looked through and changed', () => {
    fc.assert(
      fc.property(parts, fc.integer(), (of, sought) => {
        const list = longList(...of)
        const all = of.flat()
        expect(placeOf(list, (one) => one > sought)).toBe(all.findIndex((one) => one > sought))
        const small = mapParts(list, (part) => part.filter((one) => one < sought))
        expect(small.parts.flat()).toEqual(all.filter((one) => one < sought))
        expect(at(small, small.length - 1)).toBe(all.findLast((one) => one < sought))
      }),
    )
  })
})

test('what nothing was changed in stays the same', () => {
  const list = longList([1, 2], [3])
  expect(mapParts(list, (part) => part)).toBe(list)
  expect(mapParts(list, (part) => (part[0] === 3 ? [4] : part)).parts[0]).toBe(list.parts[0])
})

test('news one by one make few parts', () => {
  let list = longList<number>()
  for (let item = 0; item < 10_000; item++) list = withHead(list, [item])
  expect(list.length).toBe(10_000)
  expect(list.parts.length).toBeLessThanOrEqual(50)
})
