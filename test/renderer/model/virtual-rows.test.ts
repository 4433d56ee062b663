import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  elementsFor,
  heightOf,
  rowAfterKey,
  rowAt,
  rowsInSight,
  type RowsShape,
  scrollTo,
  topOf,
} from '../../../renderer/model/virtual-rows.ts'

const plain: RowsShape = { count: 1000, rowHeight: 32, opened: null }
const opened: RowsShape = { ...plain, opened: { index: 3, extra: 100 } }

test('rows follow each other, below one that has opened by that much lower', () => {
  expect([topOf(plain, 4), heightOf(plain)]).toEqual([128, 32_000])
  expect([topOf(opened, 3), topOf(opened, 4), heightOf(opened)]).toEqual([96, 228, 32_100])
  expect([95, 96, 227, 228, 260].map((top) => rowAt(opened, top))).toEqual([2, 3, 3, 4, 5])
})

const shapes = fc.record({
  count: fc.integer({ min: 1, max: 200_000 }),
  rowHeight: fc.integer({ min: 20, max: 60 }),
  opened: fc.option(
    fc.record({ index: fc.integer({ min: 0, max: 199_999 }), extra: fc.integer({ min: 0, max: 900 }) }),
  ),
})
const within = ({ count, opened: row, ...rest }: RowsShape): RowsShape => ({
  ...rest,
  count,
  opened: row && { ...row, index: row.index % count },
})

test('whatever is in sight is drawn, and little else', () => {
  fc.assert(
    fc.property(
      shapes,
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.integer({ min: 1, max: 1200 }),
      (any, at, view) => {
        const shape = within(any)
        const top = Math.max(0, Math.floor(at * (heightOf(shape) - view)))
        const { first, end } = rowsInSight(shape, top, view)
        expect(topOf(shape, first)).toBeLessThanOrEqual(top)
        expect(end === shape.count ? heightOf(shape) : topOf(shape, end)).toBeGreaterThanOrEqual(
          Math.min(top + view, heightOf(shape)),
        )
        expect(end - first).toBeLessThanOrEqual(view / shape.rowHeight + 34)
      },
    ),
  )
})

test('a row is the row at its own place', () => {
  fc.assert(
    fc.property(shapes, fc.nat(), (any, nth) => {
      const shape = within(any)
      const index = nth % shape.count
      expect(rowAt(shape, topOf(shape, index))).toBe(index)
    }),
  )
})

test('an empty list draws nothing', () => {
  expect(rowsInSight({ ...plain, count: 0 }, 0, 500)).toEqual({ first: 0, end: 0 })
})

describe('keys', () => {
  test.each([
    ['ArrowDown', 5, 6],
    ['ArrowUp', 0, 0],
    ['PageDown', 5, 15],
    ['PageUp', 5, 0],
    ['Home', 700, 0],
    ['End', 5, 999],
    ['ArrowDown', 999, 999],
    ['a', 5, null],
    ['toString', 5, null],
  ] as const)('%s from row %i leads to %j', (key, from, to) => {
    expect(rowAfterKey(key, from, 1000, 10)).toBe(to)
  })

  test('the list is scrolled no further than needed', () => {
    expect(scrollTo(plain, 10, 0, 320)).toBe(32)
    expect(scrollTo(plain, 9, 0, 320)).toBe(0)
    expect(scrollTo(plain, 2, 320, 320)).toBe(64)
  })
})

describe('elements of rows', () => {
  const from = (first: number, count = 4) => Array.from({ length: count }, (_, at) => `row ${first + at}`)
  const drawn = (...pages: readonly (readonly string[])[]) => {
    let elements: ReadonlyMap<string, number> = new Map()
    for (const keys of pages) elements = elementsFor(elements, keys)
    return [...elements.values()]
  }

  test('are used again, in their order, by other rows', () => {
    expect(drawn(from(0), from(100))).toEqual([0, 1, 2, 3])
    expect(drawn(from(0), from(100, 6))).toEqual([0, 1, 2, 3, 4, 5])
  })

  test('stay with rows that stay, and are then new for others', () => {
    expect(drawn(from(0), from(2))).toEqual([2, 3, 4, 5])
    expect(drawn(from(2), from(0))).toEqual([4, 5, 0, 1])
  })

  test('no element moves past that of the row with the focus', () => {
    // Which stands first or last in the page, wherever it stood before.
    expect(drawn(from(0), ['row 1', ...from(100)])).toEqual([1, 2, 3, 4, 5])
    expect(drawn(from(0), ['row 1', ...from(100)], ['row 1', ...from(200)])).toEqual([1, 2, 3, 4, 5])
    expect(drawn(from(100), [...from(0), 'row 102'])).toEqual([0, 1, 4, 5, 2])
  })
})
