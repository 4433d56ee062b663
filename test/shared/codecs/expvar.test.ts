import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseExpvar } from '../../../shared/codecs/expvar.ts'
import { propertyLimit, runs } from '../../runs.ts'
import { sample } from './registry-samples.ts'

const of28 = {
  at: 7,
  manifestRequests: 6,
  manifestMisses: 2,
  blobRequests: null,
  blobMisses: null,
  bytesPulled: null,
  bytesPushed: null,
  pending: 0,
}

test.each(['2.8.2', '2.8.3'])('%s counts manifests right, and nothing else', (version) => {
  expect(parseExpvar(sample(`expvar-registry-${version}.json`), 7)).toEqual(of28)
})

test('3.1.1 counts all', () => {
  expect(parseExpvar(sample('expvar-registry-3.1.1.json'), 7)).toEqual({
    ...of28,
    blobRequests: 6,
    blobMisses: 2,
    bytesPulled: 200_533 + 1_100,
    bytesPushed: 1_001_621 + 3_234,
  })
})

test.each(['2.8.2', '2.8.3', '3.1.1'])('the webhook’s secret, which %s shows in clear, goes no further', (version) => {
  const text = sample(`expvar-registry-${version}.json`)
  expect(text).toContain('Bearer sample-token')
  const read = JSON.stringify(parseExpvar(text, 7))
  for (const secret of ['Bearer', 'sample-token', 'Authorization', '127.0.0.1', 'cmdline'])
    expect(read).not.toContain(secret)
  // Nor by the error of a page that is cut short in its middle.
  expect(parseExpvar(text.slice(0, text.indexOf('sample-token') + 6), 7)).toBeNull()
})

const page = (registry: unknown): string => JSON.stringify({ registry })
const endpoint = (Pending: unknown): object => ({ Metrics: { Pending } })

test.each([
  [[endpoint(3), endpoint(4)], 7],
  [[], null],
  [[endpoint(3), {}], null],
  [[endpoint(-1)], null],
  [[null], null],
  [{}, null],
])('of the notifications %j, %j are pending', (endpoints, pending) => {
  expect(parseExpvar(page({ proxy: {}, notifications: { endpoints } }), 1)?.pending).toBe(pending)
})

test.each(['', 'null', '5', '{}', '{"registry":null}', '{"registry":{}}', '{"registry":[]}', '<html>'])(
  '%j tells of no pull-through',
  (text) => expect(parseExpvar(text, 1)).toBeNull(),
)

test('numbers that are none are not reported', () => {
  for (const Misses of ['5', -1, null, {}, true])
    expect(parseExpvar(page({ proxy: { manifests: { Misses } } }), 1)?.manifestMisses).toBeNull()
  expect(parseExpvar('{"registry":{"proxy":{"manifests":{"Misses":1e999}}}}', 1)?.manifestMisses).toBeNull()
  expect(parseExpvar(page({ proxy: null }), 1)).toEqual({
    ...of28,
    at: 1,
    manifestRequests: null,
    manifestMisses: null,
    pending: null,
  })
})

test('nothing throws', propertyLimit, () => {
  const part = fc.jsonValue()
  const registry = fc.record({ proxy: part, cache: part, notifications: part }, { requiredKeys: [] })
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json(), registry.map(page)), (text) => {
      const counters = parseExpvar(text, 1)
      for (const value of Object.values(counters ?? {})) expect(value ?? 0).toBeGreaterThanOrEqual(0)
    }),
    { numRuns: runs },
  )
})
