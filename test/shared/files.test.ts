import fc from 'fast-check'
import { expect, test } from 'vitest'
import { byteOrder, stateOf, type Files } from '../../shared/files.ts'
import { propertyLimit, runs } from '../runs.ts'

test('names sort as engines sort them', () => {
  const sorted = [
    '10-b.conf',
    '9-a.conf',
    'Z.conf',
    '_.conf',
    'a.conf',
    'zz-pullcord.conf',
    'é.conf',
    '\uffff.conf',
    '😀.conf',
  ]
  expect(sorted.toReversed().sort(byteOrder)).toEqual(sorted)
})

test('byte order is the order of the bytes', propertyLimit, () => {
  const name = fc.string({ unit: 'grapheme', maxLength: 6 })
  fc.assert(
    fc.property(name, name, (a, b) => {
      expect(Math.sign(byteOrder(a, b))).toBe(Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b))))
    }),
    { numRuns: runs },
  )
})

test('planning from a file that was not read is a mistake of ours', () => {
  const files: Files = {
    files: new Map(),
    directories: new Map(),
    links: new Set(),
    remembered: [],
    originals: new Map(),
    owned: [],
  }
  expect(() => stateOf(files, '/etc/x')).toThrow('/etc/x')
})
