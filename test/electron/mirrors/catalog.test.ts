import type { RequestListener } from 'node:http'
import { expect, test } from 'vitest'
import { catalogHas } from '../../../electron/mirrors/catalog.ts'
import { mirrorAt, nobody, serveHttp } from './local-server.ts'

type Page = {
  readonly names?: readonly unknown[]
  readonly link?: string
  readonly status?: number
  readonly body?: string
}

/** A catalog by path and query; what is asked for is noted. */
async function catalog(
  pages: Readonly<Record<string, Page>>,
  path = '',
): Promise<{ readonly has: (name: string) => Promise<boolean | null>; readonly asked: readonly string[] }> {
  const asked: string[] = []
  const answer: RequestListener = (request, response) => {
    asked.push(request.url ?? '')
    const {
      names = [],
      link,
      status = 200,
      body = JSON.stringify({ repositories: names }),
    } = pages[request.url ?? ''] ?? { status: 404 }
    response.writeHead(status, link === undefined ? {} : { link }).end(body)
  }
  const mirror = mirrorAt((await serveHttp(answer)) + path)
  return { has: (name) => catalogHas(mirror, name), asked }
}

const first = '/v2/_catalog?n=1000'
const next = (path: string): string => `<${path}>; rel="next"`

test('a name that is there, one that is not, and one that only looks like it', async () => {
  const { has } = await catalog({ [first]: { names: ['library/alpine', 'team/app'] } })
  expect([
    await has('library/alpine'),
    await has('library/nginx'),
    await has('alpine'),
    await has('library/alpine2'),
  ]).toEqual([true, false, false, false])
})

test('further pages are asked for until the name is found', async () => {
  const { has, asked } = await catalog({
    [first]: { names: ['a'], link: next('/v2/_catalog?last=a&n=1000') },
    '/v2/_catalog?last=a&n=1000': { names: ['b'], link: '</v2/_catalog?last=b>;rel=next' },
    '/v2/_catalog?last=b': { names: ['c'] },
  })
  expect([await has('a'), await has('b'), await has('c'), await has('d')]).toEqual([true, true, true, false])
  expect(asked.length).toBe(1 + 2 + 3 + 3)
})

test('where the size of a page is refused, the mirror’s own is taken', async () => {
  const { has, asked } = await catalog({
    [first]: { status: 400, body: '{"errors":[]}' },
    '/v2/_catalog': { names: ['a'] },
  })
  expect([await has('a'), await has('b')]).toEqual([true, false])
  expect(asked.slice(0, 2)).toEqual([first, '/v2/_catalog'])
})

test('the catalog is one for the whole registry: below a path, its names begin with that path', async () => {
  const { has } = await catalog({ [first]: { names: ['project/a', 'b'] } }, '/project')
  expect([await has('a'), await has('b')]).toEqual([true, false])
})

test.each<readonly [string, Page]>([
  ['it is refused', { status: 401 }],
  ['there is none', { status: 404 }],
  ['it is no JSON', { body: '<html>' }],
  ['it is another JSON', { body: '{"names": ["a"]}' }],
  ['it is a list', { body: '["a"]' }],
  ['it is null', { body: 'null' }],
  ['the size is refused, and the rest too', { status: 400 }],
])('nothing is known when %s', async (_, page) => {
  const { has } = await catalog({ [first]: page })
  expect(await has('a')).toBeNull()
})

test('names of other kinds are passed over', async () => {
  const { has } = await catalog({ [first]: { names: [null, 5, ['a'], { a: 1 }, 'b'] } })
  expect([await has('a'), await has('b')]).toEqual([false, true])
})

test.each([
  'http://other.example/v2/_catalog',
  '//other.example/v2/_catalog',
  'https://127.0.0.1/',
  'v2/_catalog',
  '\\\\other\\x',
])('a link to %s is not followed, and so nothing is known', async (to) => {
  const { has, asked } = await catalog({ [first]: { names: ['a'], link: next(to) } })
  expect([await has('a'), await has('b')]).toEqual([true, null])
  expect(new Set(asked)).toEqual(new Set([first]))
})

test('a catalog without end is given up, and nothing is known', async () => {
  const { has, asked } = await catalog({ [first]: { names: ['a'], link: next(first) } })
  expect(await has('b')).toBeNull()
  expect(asked.length).toBeLessThanOrEqual(100)
})

test('nothing is known of a mirror that is not there', async () => {
  expect(await catalogHas(mirrorAt(await nobody()), 'a')).toBeNull()
})
