import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { makeAccessLogReader } from '../../../shared/codecs/access-log.ts'
import type { MirrorRequest } from '../../../shared/pulls/sighting.ts'
import { propertyLimit, runs } from '../../runs.ts'
import { linesOf } from './registry-samples.ts'

function read(lines: readonly string[]): readonly MirrorRequest[] {
  const parse = makeAccessLogReader()
  return lines.flatMap((line) => parse(line) ?? [])
}

const big = 'sha256:e64fe5d9536bc7ad1aa6fd39c0de1971fe0d8c2ded224872969a3426f59a0c4f'
const alpine = {
  source: 'access-log',
  method: 'GET',
  status: 200,
  repository: 'library/alpine',
  kind: 'manifest',
  tag: '3.20',
  digest: null,
  references: [],
  bytes: 517,
  instance: null,
}

test('2.8, as text', () => {
  expect(read(linesOf('accesslog-2.8.2-text.log'))).toEqual([
    {
      ...alpine,
      id: '6dd0d055-700d-4292-b835-44d3a6e2c160',
      at: Date.parse('2026-11-23T08:44:02.178Z'),
      userAgent: 'loss/3',
      address: '127.0.0.1',
    },
    {
      ...alpine,
      id: '61906210-2e9b-4f12-939c-b1d74e18f1cb',
      at: Date.parse('2026-11-23T09:04:24.693Z'),
      userAgent: 'xff/1',
      address: '10.9.8.7',
    },
    {
      ...alpine,
      id: '3d744e32-31a4-4dd9-a774-4894bbf26deb',
      at: Date.parse('2026-11-23T09:04:26.147Z'),
      userAgent: 'curl/7.88.1',
      address: '127.0.0.1',
    },
  ])
})

test('3.1, as JSON', () => {
  expect(read(linesOf('accesslog-3.1.1-json-line.json'))).toEqual([
    {
      ...alpine,
      id: '01a207a6-4095-7847-813f-c3e952758e0f',
      at: Date.parse('2026-11-23T09:04:25.773Z'),
      userAgent: 'xff/1',
      address: '10.9.8.7',
      instance: '01a20793-9972-7942-af9e-29713377bd46',
    },
  ])
})

test('Apache lines have whole seconds, and ids of their own', () => {
  const requests = read(linesOf('accesslog-combined-2.8.2.txt'))
  expect(requests.map(({ at, userAgent }) => `${new Date(at).toISOString().slice(11)} ${userAgent}`)).toEqual([
    '08:44:01.000Z loss/1',
    '08:44:02.000Z loss/2',
    '08:44:02.000Z loss/3',
    '09:04:24.000Z xff/1',
    '09:04:26.000Z curl/7.88.1',
  ])
  for (const request of requests) expect(request).toMatchObject({ ...alpine, address: '127.0.0.1' })
  expect(new Set(requests.map(({ id }) => id)).size).toBe(5)
  expect(read(linesOf('accesslog-combined-2.8.2.txt'))).toEqual(requests)
})

// The whole log of a 2.8 with a login: among its start and its warnings, three requests, each told of twice.
const lines = linesOf('accesslog-2.8.2-json.log')
const told = (requests: readonly MirrorRequest[]): readonly string[] =>
  requests.map(
    ({ method, status, repository, tag, digest, bytes }) =>
      `${method} ${status} ${repository} ${tag ?? digest?.slice(7, 13)} ${bytes}`,
  )
const three = ['GET 200 library/redis 7 443', 'GET 500 team/big e64fe5 4657521', 'GET 200 team/big e64fe5 4617373']

describe('each request counts once', () => {
  test('where both lines are written', () => {
    const requests = read(lines)
    expect(told(requests)).toEqual(three)
    expect(requests.map(({ id }) => id)).toEqual([
      '9eccd9dc-f776-43b2-8a5b-59c2cc64e5e6',
      'bf979a29-6812-4c7d-b67e-94dbd821f8f3',
      'dc355398-9260-4ae2-99f1-ebf3f15c6b26',
    ])
    expect(requests[1]).toMatchObject({ kind: 'blob', digest: big, tag: null })
  })

  test('where log.accesslog is off', () => {
    expect(told(read(lines.filter((line) => line.startsWith('{'))))).toEqual(three)
  })

  test('where log.level leaves only what failed', () => {
    expect(told(read(lines.filter((line) => !line.includes('"level":"info"'))))).toEqual(three)
  })

  test('and a refused login, which only Apache lines tell of', () => {
    const refused = lines
      .find((line) => line.includes('library/redis') && !line.startsWith('{'))!
      .replace(' 200 443', ' 401 145')
    expect(told(read([...lines, refused]))).toEqual([...three, 'GET 401 library/redis 7 145'])
  })

  test('and the same line in the same second as often as it stands there', () => {
    const [line = ''] = linesOf('accesslog-combined-2.8.2.txt')
    const ids = read([line, line, line]).map(({ id }) => id)
    expect(new Set(ids).size).toBe(3)
  })
})

const apache = (request: string, answer = '200 443', agent = 'docker/28.5.2'): string =>
  `192.168.1.20 - alice [23/Nov/2026:10:04:50 +0100] "${request}" ${answer} "-" "${agent}"`
const path = '/v2/library/alpine'

test.each([
  [
    `GET ${path}/manifests/3.20?ns=docker.io HTTP/1.1`,
    '200 443',
    { repository: 'library/alpine', tag: '3.20', status: 200 },
  ],
  [`HEAD ${path}/manifests/3.20 HTTP/2.0`, '200 -', { method: 'HEAD', bytes: null }],
  [`HEAD ${path}/manifests/3.20 HTTP/1.1`, '404 0', { method: 'HEAD', status: 404, bytes: 0 }],
  [`GET ${path}/manifests/${big} HTTP/1.1`, '304 0', { status: 304, tag: null, digest: big }],
  [`GET ${path}/blobs/${big} HTTP/1.1`, '307 0', { status: 307, kind: 'blob' }],
  [`GET ${path}/blobs/${encodeURIComponent(big)} HTTP/1.1`, '206 100', { digest: big, bytes: 100, status: 206 }],
  [`GET /v2/manifests/blobs/manifests/latest HTTP/1.1`, '200 5', { repository: 'manifests/blobs', tag: 'latest' }],
])('nginx before a mirror: %s', (request, answer, expected) => {
  const [found] = read([apache(request, answer)])
  expect(found).toMatchObject({ ...expected, at: Date.parse('2026-11-23T09:04:50Z'), address: '192.168.1.20' })
})

test('quotes in the name of a client end nothing', () => {
  const forged = String.raw`x\" 500 1 \"-\" \x22 \\`
  expect(read([apache(`GET ${path}/manifests/3.20 HTTP/1.1`, '200 443', forged)])).toMatchObject([
    { status: 200, userAgent: 'x" 500 1 "-" " \\' },
  ])
})

test.each([
  ['the root', apache('GET /v2/ HTTP/1.1')],
  ['the catalog', apache('GET /v2/_catalog?n=1000 HTTP/1.1')],
  ['tags', apache(`GET ${path}/tags/list HTTP/1.1`)],
  ['another path', apache('GET /index.html HTTP/1.1')],
  ['a push', apache(`PUT ${path}/manifests/3.20 HTTP/1.1`)],
  ['an upload', apache(`POST ${path}/blobs/uploads/ HTTP/1.1`)],
  ['a blob by tag', apache(`GET ${path}/blobs/latest HTTP/1.1`)],
  ['a name that is none', apache('GET /v2/Library/manifests/latest HTTP/1.1')],
  ['a broken escape', apache(`GET ${path}/manifests/%zz HTTP/1.1`)],
  ['a month that is none', apache(`GET ${path}/manifests/1 HTTP/1.1`).replace('Nov', 'Foo')],
  ['a day that is none', apache(`GET ${path}/manifests/1 HTTP/1.1`).replace('23/', '99/')],
  ['half a line', apache(`GET ${path}/manifests/1 HTTP/1.1`).slice(0, 60)],
  ['a line without end', apache(`GET ${path}/manifests/1 HTTP/1.1`, '200 1', 'x'.repeat(30_000))],
  ['objects for texts', '{"msg":"response completed","time":{"toString":1},"http.request.uri":{"valueOf":0}}'],
  ['a list for an object', '["response completed"]'],
  [
    'no status',
    `{"msg":"response completed","time":"2026-11-23T09:04:50Z","http.request.method":"GET","http.request.uri":"${path}/manifests/1"}`,
  ],
  ['another line that quotes ours', 'time="2026-11-23T09:04:50Z" level=info msg="no response completed"'],
  ['nothing', ''],
])('%s is no pull', (_, line) => expect(read([line])).toEqual([]))

test('what is told once, and never by its other line, takes no room', () => {
  const parse = makeAccessLogReader()
  const line = (tag: number): string =>
    `{"msg":"response completed","time":"2026-11-23T09:04:50Z","http.request.id":"${tag}","http.request.method":"GET","http.request.uri":"${path}/manifests/t${tag}","http.response.status":200}`
  for (let tag = 0; tag < 5_000; tag++) expect(parse(line(tag))?.id).toBe(String(tag))
  // Its other line is waited for among the latest thousand.
  expect(parse(apache(`GET ${path}/manifests/t4999 HTTP/1.1`))).toBeNull()
  expect(parse(apache(`GET ${path}/manifests/t1 HTTP/1.1`))).not.toBeNull()
})

test('nothing throws, whatever stands in the log', propertyLimit, () => {
  const pieces = fc.constantFrom(
    'response completed',
    'msg=',
    '"',
    '\\',
    '[23/Nov/2026:09:04:50 +0000]',
    ' 200 ',
    '/v2/a/manifests/1',
    '{',
    '}',
    '=',
    ' ',
    ':',
  )
  const fields = fc.dictionary(
    fc.constantFrom(
      'msg',
      'time',
      'http.request.uri',
      'http.request.method',
      'http.response.status',
      'http.request.id',
      '__proto__',
    ),
    fc.oneof(fc.jsonValue(), fc.constantFrom('response completed', 'GET', '/v2/a/manifests/1', '2026-11-23T09:04:50Z')),
  )
  const line = fc.oneof(
    fc.string(),
    fc.array(fc.oneof(pieces, fc.string())).map((all) => all.join('')),
    fields.map((all) => JSON.stringify(all)),
  )
  const parse = makeAccessLogReader()
  fc.assert(
    fc.property(line, (text) => {
      expect(parse(text)?.repository ?? 'a').toMatch(/^[a-z0-9._/-]+$/)
    }),
    { numRuns: runs },
  )
})
