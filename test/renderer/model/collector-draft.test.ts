import { expect, test } from 'vitest'
import { isCollectorFine, parsePort } from '../../../renderer/model/collector-draft.ts'
import { parseThreshold } from '../../../renderer/model/threshold.ts'

test.each([
  ['7780', 7780],
  [' 1 ', 1],
  ['65535', 65_535],
  ['65536', null],
  ['0', null],
  ['', null],
  ['7780x', null],
  ['-1', null],
  ['1e3', null],
])('the port %j is %j', (text, port) => {
  expect(parsePort(text)).toBe(port)
})

test.each([
  ['20', 20],
  ['1000000', 1_000_000],
  ['1000001', null],
  ['0', null],
  ['few', null],
])('the threshold %j is %j', (text, threshold) => {
  expect(parseThreshold(text)).toBe(threshold)
})

test('a token is needed, a certificate is not', () => {
  expect(isCollectorFine({ token: '  ', pem: '' })).toBe(false)
  expect(isCollectorFine({ token: 'read', pem: '' })).toBe(true)
  expect(isCollectorFine({ token: 'read', pem: 'hello' })).toBe(false)
  expect(isCollectorFine({ token: 'read', pem: '-----BEGIN CERTIFICATE-----\n…' })).toBe(true)
})
