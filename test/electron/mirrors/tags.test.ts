import { expect, test } from 'vitest'
import { readTags } from '../../../electron/mirrors/tags.ts'
import { mirrorAt, nobody, serveHttp } from './local-server.ts'
import { always } from './paged.ts'

const read = async (url: string, repository = 'library/alpine') => {
  const found = await readTags(mirrorAt(url), repository, new AbortController().signal)
  return { ...found, code: found.notice?.code ?? null }
}

test('tags are told in the registry’s order, with what it cost to ask', async () => {
  const asked: unknown[] = []
  const url = await serveHttp((request, response) => {
    asked.push([request.method, request.url])
    response.end('{"name":"library/alpine","tags":["latest","3.20","v1.0-RC1"]}\n')
  })
  expect(await read(url)).toMatchObject({
    repository: 'library/alpine',
    tags: ['latest', '3.20', 'v1.0-RC1'],
    isComplete: true,
    code: 'tags-asked',
  })
  await read(`${url}/project`)
  expect(asked).toEqual([
    ['GET', '/v2/library/alpine/tags/list'],
    ['GET', '/v2/project/library/alpine/tags/list'],
  ])
})

test('a repository whose tags have all expired has none', async () => {
  const url = await serveHttp(always(200, '{"name":"library/alpine","tags":null}'))
  expect(await read(url)).toMatchObject({ tags: [], isComplete: true })
})

test('what cannot be a tag is left out', async () => {
  const url = await serveHttp(always(200, JSON.stringify({ tags: ['a', '<b>', '\u202e', 'x'.repeat(129), '', 'b'] })))
  expect(await read(url)).toMatchObject({ tags: ['a', 'b'] })
})

test('further pages are read, of the same repository alone', async () => {
  const url = await serveHttp((request, response) => {
    const to = request.url?.includes('last=a') ? '/v2/other/tags/list?last=b' : '/v2/library/alpine/tags/list?last=a'
    const tags = request.url?.includes('last=a') ? ['b'] : ['a']
    response.writeHead(200, { link: `<${to}>; rel="next"` }).end(JSON.stringify({ tags }))
  })
  expect(await read(url)).toMatchObject({ tags: ['a', 'b'], isComplete: false, code: 'list-elsewhere' })
})

test('of a million tags a hundred thousand are read', async () => {
  const tags = Array.from({ length: 1_000_000 }, (_, at) => `t${at}`)
  const url = await serveHttp(always(200, JSON.stringify({ name: 'library/alpine', tags })))
  const found = await read(url)
  expect(found).toMatchObject({ isComplete: false, code: 'list-too-long' })
  expect([found.tags.length, found.tags.at(-1)]).toEqual([100_000, 't99999'])
})

test.each<readonly [string, Parameters<typeof always>[0], string, string]>([
  ['not known', 404, '{"errors":[{"code":"NAME_UNKNOWN"}]}', 'tags-unknown'],
  ['a login', 401, '{}', 'mirror-needs-login'],
  ['an error', 500, '{}', 'list-refused'],
  ['no list', 200, '{"tags":5}', 'list-broken'],
])('%s', async (_, status, body, code) => {
  const found = await read(await serveHttp(always(status, body)))
  expect(found).toMatchObject({ tags: [], isComplete: false, code })
  expect(found.notice?.message).toContain('http://127.0.0.1')
})

test('what cannot be a repository is not asked for', async () => {
  const asked: unknown[] = []
  const url = await serveHttp((request, response) => {
    asked.push(request.url)
    response.end('{"tags":["a"]}')
  })
  for (const name of ['../../x', 'a/manifests/latest?', 'A', '', 'a\r\nb'])
    expect(await read(url, name)).toMatchObject({ tags: [], isComplete: false, code: 'tags-unknown' })
  expect(asked).toEqual([])
  expect((await read(await nobody())).code).toBe('mirror-gone')
})
