import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseEvents } from '../../../shared/codecs/distribution-events.ts'
import type { MirrorRequest } from '../../../shared/pulls/sighting.ts'
import { propertyLimit, runs } from '../../runs.ts'
import { bodiesOf, sample } from './registry-samples.ts'

const requestsOf = (name: string): readonly MirrorRequest[] => bodiesOf(name).flatMap((body) => parseEvents(body) ?? [])
const shapeOf = ({ method, kind, repository, tag, digest, bytes, references }: MirrorRequest): string =>
  `${method} ${kind} ${repository}${tag === null ? '' : `:${tag}`} ${digest?.slice(7, 13)} ${bytes} +${references.length}`

const index = 'manifest library/alpine d02b3a 517 +2'
const byTag = 'manifest library/alpine:3.20 d02b3a 517 +2'
const child = 'manifest library/alpine d04260 583 +3'
const layer = 'blob library/alpine 2c3c8f 200272 +0'
const small = 'blob library/alpine fec184 50284 +0'
const config = 'blob library/alpine 418c4d 261 +0'
const gets = (...names: readonly string[]): readonly string[] => names.map((name) => `GET ${name}`)
const docker = [`HEAD ${byTag}`, ...gets(index, child)]
const others = gets(byTag, child)
const redis = ['GET manifest library/redis:7 d3d67d 443 +2', 'GET blob library/redis 9bf789 186 +0']

test.each([
  // A miss, then a hit; the tag stands on the HEAD alone.
  ['docker20', 'docker/20.10.24', [...docker, ...gets(small, config, layer), ...docker, ...gets(layer, config, small)]],
  [
    'docker28',
    'docker/28.5.2',
    [...docker, ...gets(config, layer, small), ...docker, ...gets(config, layer, small), `HEAD ${byTag}`],
  ],
  [
    'podman43',
    'containers/',
    [...others, ...gets(config, layer, small), ...others, ...gets(config, small, layer), ...redis],
  ],
  [
    'crane',
    'go-containerregistry',
    [
      ...others,
      ...gets(config, layer, small),
      ...others,
      ...gets(config, layer, small),
      `HEAD ${byTag}`,
      `GET ${byTag}`,
    ],
  ],
  ['buildkit', 'buildkit/', [...docker, ...gets(config, small, layer)]],
  ['registry-2.8.2-HEADmiss-GEThit', 'step/1', [`HEAD ${byTag}`, `GET ${byTag}`]],
  ['registry-3.1.1-first3', 'step/1', [`HEAD ${byTag}`, `GET ${byTag}`, `GET ${byTag}`]],
  ['with-actor-basic-auth', 'curl/', ['GET manifest library/redis:7 d3d67d 443 +0']],
])('what a registry tells of %s', (name, client, shapes) => {
  const requests = requestsOf(`notif-${name}.ndjson`)
  expect(requests.map(shapeOf)).toEqual(shapes)
  expect(requests.filter(({ userAgent }) => !userAgent?.startsWith(client))).toEqual([])
})

test('four versions tell the same of the same requests', () => {
  const shapes = requestsOf('notif-step-matrix.ndjson').map(shapeOf)
  const one = shapes.slice(0, 12)
  expect(one).toEqual([
    `HEAD ${byTag}`,
    ...gets(byTag, byTag, index, child),
    `HEAD ${child}`,
    `HEAD ${layer}`,
    ...gets(layer, config, layer),
    `HEAD ${layer}`,
    `GET ${layer}`,
  ])
  expect(shapes).toEqual([...one, ...one, ...one, ...one])
})

test('one notification, as it came over the wire', () => {
  const [, body = ''] = sample('raw-post-2.8.2.txt').split(/\r?\n\r?\n/)
  expect(parseEvents(body)).toEqual([
    {
      id: 'ad77eb6f-e604-42ef-98ab-1658218ad064',
      source: 'notifications',
      at: Date.parse('2026-11-23T09:17:59.651Z'),
      method: 'GET',
      status: 200,
      repository: 'library/redis',
      kind: 'manifest',
      tag: '7',
      digest: 'sha256:d3d67d528c485fd08d55042e7c20eff21978c6429fa0c2d7fd7849a2c1d09a23',
      references: [
        'sha256:9bf7893379b4596e401010ea7b5ffae3744725ee45fe1561b6815ebe1fc34b23',
        'sha256:b38d7665eccaa7d31ca6b7c5f835480e4659c45ee2577d55a0aa3128dfd2868f',
      ],
      bytes: 443,
      userAgent: 'curl/7.88.1',
      address: '127.0.0.1',
      instance: '7f51a197-7047-42f7-98b4-a569d8774070',
    },
  ])
})

const digest = `sha256:${'a'.repeat(64)}`
const target = { mediaType: 'application/octet-stream', digest, repository: 'team/app', size: 5 }
const plain = {
  id: 'one',
  timestamp: '2026-11-23T09:17:59Z',
  action: 'pull',
  target,
  request: { method: 'GET', addr: '10.0.0.1:80', useragent: 'x/1' },
  source: { instanceID: 'i' },
}
const parsed = (event: unknown): readonly MirrorRequest[] | null => parseEvents(JSON.stringify({ events: [event] }))
const only = (event: unknown): MirrorRequest => parsed(event)![0]!

describe('what is left out', () => {
  test.each<readonly [string, object]>([
    ['a push', { action: 'push' }],
    ['no id', { id: '' }],
    ['an id without end', { id: 'a'.repeat(101) }],
    ['an id that steers a terminal', { id: 'a\u001b[2J' }],
    ['no time', { timestamp: 'yesterday' }],
    ['a time that is a number', { timestamp: 17 }],
    ['Go’s first day', { timestamp: '0001-01-01T00:00:00Z' }],
    ['another method', { request: { method: 'DELETE' } }],
    ['no request', { request: null }],
    ['no target', { target: null }],
    ['markup for a name', { target: { ...target, repository: '<img src=x onerror=alert(1)>' } }],
    ['a name that is written from right to left', { target: { ...target, repository: 'team/\u202eapp' } }],
    ['a path for a name', { target: { ...target, repository: '../../etc/passwd' } }],
    ['a name without end', { target: { ...target, repository: 'a'.repeat(256) } }],
    ['a name that takes long to refuse', { target: { ...target, repository: `${'a-'.repeat(127)}/` } }],
    ['a short digest', { target: { ...target, digest: 'sha256:abc' } }],
    ['a digest of nobody’s', { target: { ...target, digest: `md5:${'a'.repeat(64)}` } }],
  ])('%s', (_, parts) => expect(parsed({ ...plain, ...parts })).toEqual([]))

  test.each(['', 'null', '[]', '{}', '{"events":{}}', '"events"', '5', '{"events":[', '\0'])(
    '%j is no envelope',
    (text) => expect(parseEvents(text)).toBeNull(),
  )

  test('an envelope of too many events', () => {
    expect(parseEvents(JSON.stringify({ events: Array.from({ length: 10_001 }, () => 0) }))).toBeNull()
  })

  test('one bad event takes no other with it', () => {
    const text = JSON.stringify({ events: [null, 5, [], plain, { ...plain, id: 'two' }] })
    expect(parseEvents(text)?.map(({ id }) => id)).toEqual(['one', 'two'])
  })
})

test.each([
  ['192.168.1.20:4711', '192.168.1.20'],
  ['10.9.8.7', '10.9.8.7'],
  ['[fe80::1]:80', 'fe80::1'],
  ['[2001:db8::7]', '2001:db8::7'],
  ['fe80::1%eth0', 'fe80::1%eth0'],
  ['laptop.lan:80', 'laptop.lan'],
  ['', null],
  ['<b>', null],
  ['1.2.3.4, 5.6.7.8', null],
  ['1'.repeat(101), null],
  [7, null],
])('the address %j is %j', (addr, address) => {
  expect(only({ ...plain, request: { ...plain.request, addr } }).address).toBe(address)
})

test('a client may call itself what it likes, in one line of 300 signs', () => {
  const agent = (useragent: unknown): string | null =>
    only({ ...plain, request: { ...plain.request, useragent } }).userAgent
  expect(agent(`docker/1\n\u001b[31m\u202e\u2028<b>`)).toBe('docker/1[31m<b>')
  expect(agent('x'.repeat(5_000))).toBe('x'.repeat(300))
  expect(agent(`${'x'.repeat(299)}😀`)).toBe('x'.repeat(299))
  expect([agent('\u0000'), agent(''), agent(null), agent({})]).toEqual([null, null, null, null])
})

test('of references, 200 digests are kept; of sizes, those that can be', () => {
  const references = [{ digest: 'x' }, null, ...Array.from({ length: 500 }, () => ({ digest, size: 1 }))]
  expect(only({ ...plain, target: { ...target, references } }).references).toEqual(
    Array.from({ length: 198 }, () => digest),
  )
  expect(only({ ...plain, target: { ...target, references: 'x' } }).references).toEqual([])
  for (const size of [-1, 1.5, '5', null, 1e300])
    expect(only({ ...plain, target: { ...target, size } }).bytes).toBeNull()
})

test('a tag that is none is no tag; an instance that is none is unknown', () => {
  expect(only({ ...plain, target: { ...target, tag: '../x' } }).tag).toBeNull()
  expect(only({ ...plain, source: { instanceID: '\n' } }).instance).toBeNull()
  expect(only({ ...plain, source: 5 })).toMatchObject({ instance: null, kind: 'blob' })
})

test('nothing throws, and what is let through is of the grammar', propertyLimit, () => {
  const value = fc.oneof(fc.jsonValue(), fc.constant(digest), fc.constant('pull'), fc.constant('GET'))
  const event = fc.oneof(
    fc.jsonValue(),
    fc.record({ id: value, timestamp: value, action: value, target: value, request: value, source: value }),
    fc
      .record({
        repository: value,
        digest: value,
        tag: value,
        size: value,
        references: value,
        addr: value,
        agent: value,
      })
      .map(({ addr, agent, ...parts }) => ({
        ...plain,
        target: { ...target, ...parts },
        request: { method: 'GET', addr, useragent: agent },
      })),
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.json(),
        fc.array(event).map((events) => JSON.stringify({ events })),
      ),
      (text) => {
        for (const request of parseEvents(text) ?? []) {
          expect(request.repository).toMatch(/^[a-z0-9._/-]{1,255}$/)
          expect(request.tag ?? 'x').toMatch(/^[\w.-]{1,128}$/)
          expect(request.userAgent ?? '').not.toMatch(/[\p{Cc}\p{Cf}]/u)
        }
      },
    ),
    { numRuns: runs },
  )
})
