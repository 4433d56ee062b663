import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  contentTypes,
  formatMetrics,
  parseProxyMetrics,
  parseSamples,
  type Family,
} from '../../../shared/codecs/prometheus.ts'
import { propertyLimit, runs } from '../../runs.ts'
import { sample } from './registry-samples.ts'

test('3.1.1 counts all of a pull-through', () => {
  expect(parseProxyMetrics(sample('metrics-registry-3.1.1.prom'), 7)).toEqual({
    at: 7,
    manifestRequests: 6,
    manifestMisses: 2,
    blobRequests: 6,
    blobMisses: 2,
    bytesPulled: 200_533 + 1_100,
    bytesPushed: 1_001_621 + 3_234,
    pending: 0,
  })
})

test.each(['2.8.2', '2.8.3'])('%s has metrics, but none of a pull-through', (version) => {
  const text = sample(`metrics-registry-${version}.prom`)
  expect(parseSamples(text).length).toBeGreaterThan(10)
  expect(parseProxyMetrics(text, 7)).toBeNull()
})

test('what is missing or is no number is not reported', () => {
  const text = 'registry_proxy_requests_total{type="blob"} NaN\nregistry_proxy_misses_total{type="blob"} -1\n'
  expect(parseProxyMetrics(text, 7)).toEqual({
    at: 7,
    manifestRequests: null,
    manifestMisses: null,
    blobRequests: null,
    blobMisses: null,
    bytesPulled: null,
    bytesPushed: null,
    pending: null,
  })
})

test.each([
  ['a 1', { name: 'a', labels: {}, value: 1 }],
  ['a{} 1.5e+06 1700000000000', { name: 'a', labels: {}, value: 1_500_000 }],
  ['a:b_c{x="1",y="2",} +Inf', { name: 'a:b_c', labels: { x: '1', y: '2' }, value: Infinity }],
  [String.raw`a{x="q\"\\\n}"} -0.5`, { name: 'a', labels: { x: 'q"\\\n}' }, value: -0.5 }],
  ['a{x="} 9"} 1', { name: 'a', labels: { x: '} 9' }, value: 1 }],
  ['a NaN', { name: 'a', labels: {}, value: Number.NaN }],
])('%s', (line, expected) => expect(parseSamples(line)).toEqual([expected]))

test.each([
  '',
  '# HELP a b',
  'a',
  'a b',
  'a constructor',
  'a 0x10',
  'a Infinity',
  'a 1 2 3',
  '1a 1',
  'a{x=1} 1',
  'a{x="1} 1',
  'a{x="1" y="2"} 1',
  'a{="1"} 1',
  'a{,} 1',
  ' a 1',
  'a-b 1',
])('%j is no sample', (line) => expect(parseSamples(`${line}\n`)).toEqual([]))

test('a page without end is read to a bound, and quickly', () => {
  expect(parseSamples('a 1\n'.repeat(60_000))).toHaveLength(50_000)
  expect(parseSamples(`a{x="${'y'.repeat(20_000)}"} 1`)).toEqual([])
  const began = performance.now()
  for (const odd of ['} ', '="', 'x="1",', '  ', '\\']) parseSamples(`a{${odd.repeat(4_900)}\n`.repeat(100))
  expect(performance.now() - began).toBeLessThan(5_000)
})

const families: readonly Family[] = [
  {
    name: 'pullcord_pulls_total',
    help: 'Pulls, by “kind”; a \\ and\na line "quoted".',
    type: 'counter',
    samples: [
      { labels: { served: 'hit' }, value: 3 },
      { labels: { served: 'a"b\\c\nd' }, value: 0.5 },
    ],
  },
  { name: 'pullcord_readers', help: 'Readers.', type: 'gauge', samples: [{ labels: {}, value: Infinity }] },
]

test('the page of Prometheus', () => {
  expect(formatMetrics(families, 'prometheus')).toBe(
    [
      String.raw`# HELP pullcord_pulls_total Pulls, by “kind”; a \\ and\na line "quoted".`,
      '# TYPE pullcord_pulls_total counter',
      'pullcord_pulls_total{served="hit"} 3',
      String.raw`pullcord_pulls_total{served="a\"b\\c\nd"} 0.5`,
      '# HELP pullcord_readers Readers.',
      '# TYPE pullcord_readers gauge',
      'pullcord_readers +Inf',
      '',
    ].join('\n'),
  )
  expect(contentTypes.prometheus).toBe('text/plain; version=0.0.4; charset=utf-8')
})

test('the page of OpenMetrics names a counter without its ending, escapes quotes, and says where it ends', () => {
  expect(formatMetrics(families, 'openmetrics')).toBe(
    [
      String.raw`# HELP pullcord_pulls Pulls, by “kind”; a \\ and\na line \"quoted\".`,
      '# TYPE pullcord_pulls counter',
      'pullcord_pulls_total{served="hit"} 3',
      String.raw`pullcord_pulls_total{served="a\"b\\c\nd"} 0.5`,
      '# HELP pullcord_readers Readers.',
      '# TYPE pullcord_readers gauge',
      'pullcord_readers +Inf',
      '# EOF',
      '',
    ].join('\n'),
  )
  expect(formatMetrics([], 'openmetrics')).toBe('# EOF\n')
  expect(formatMetrics([], 'prometheus')).toBe('')
})

test('what is written is read as it was; nothing throws', propertyLimit, () => {
  const labels = fc.dictionary(fc.stringMatching(/^[a-zA-Z_]\w{0,8}$/), fc.string({ unit: 'binary', maxLength: 20 }))
  const one = fc.record({ labels, value: fc.double() })
  fc.assert(
    fc.property(
      fc.array(one, { maxLength: 5 }),
      fc.constantFrom('prometheus', 'openmetrics'),
      fc.string(),
      (samples, format, junk) => {
        const text = formatMetrics([{ name: 'a_total', help: junk, type: 'counter', samples }], format)
        expect(parseSamples(text)).toEqual(
          samples.map((each) => ({ name: 'a_total', ...each, value: each.value === 0 ? 0 : each.value })),
        )
        expect(() => parseProxyMetrics(junk, 1)).not.toThrow()
      },
    ),
    { numRuns: runs },
  )
})
