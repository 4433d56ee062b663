import { expect, test } from 'vitest'
import { readTags } from '../../../electron/mirrors/tags.ts'
import { mirrorAt, serveHttp } from './local-server.ts'

interface Heard {
  readonly path: string
  readonly authorization: string | undefined
}

/** A registry that wants a token; `realm` is made of its own URL. */
async function guarded(realm: (url: string) => string, token: unknown = 'abc.def-123', scheme = 'Bearer') {
  const heard: Heard[] = []
  let url = ''
  url = await serveHttp((request, response) => {
    const { authorization } = request.headers
    heard.push({ path: request.url ?? '', authorization })
    if (request.url?.startsWith('/token')) return void response.end(JSON.stringify({ token }))
    if (authorization === `Bearer ${String(token)}`) return void response.end('{"tags":["a"]}')
    const challenge = `${scheme} realm="${realm(url)}",service="harbor",scope="repository:x:pull"`
    response.writeHead(401, { 'www-authenticate': challenge }).end('{}')
  })
  const { tags, notice } = await readTags(mirrorAt(url), 'x', new AbortController().signal)
  return { url, tags, code: notice?.code, heard }
}

test('the token that everybody gets is fetched, without a login', async () => {
  const { tags, heard } = await guarded((url) => `${url}/token`)
  expect(tags).toEqual(['a'])
  expect(heard).toEqual([
    { path: '/v2/x/tags/list', authorization: undefined },
    { path: '/token?service=harbor&scope=repository%3Ax%3Apull', authorization: undefined },
    { path: '/v2/x/tags/list', authorization: 'Bearer abc.def-123' },
  ])
})

test('it is fetched from the mirror’s own host alone', async () => {
  const strange: unknown[] = []
  const other = await serveHttp((request, response) => {
    strange.push(request.url)
    response.end('{"token":"abc"}')
  })
  const realms = [other.replace('127.0.0.1', 'localhost'), 'http://user:pw@127.0.0.1:1', 'file:///etc', 'x', '']
  for (const realm of realms) {
    const { tags, code, heard } = await guarded(() => realm)
    expect([tags, code, heard.length], realm).toEqual([[], 'mirror-needs-login', 1])
  }
  expect(strange).toEqual([])
})

test.each<readonly [string, unknown]>([
  ['no token', null],
  ['a token of another kind', 5],
  ['a token that would break the head', 'a\r\nx: y'],
])('%s: it needs a login', async (_, token) => {
  const { tags, code } = await guarded((url) => `${url}/token`, token)
  expect([tags, code]).toEqual([[], 'mirror-needs-login'])
})

test('a password is never offered, and a token is asked for once', async () => {
  const basic = await guarded((url) => `${url}/token`, 'abc', 'Basic')
  expect([basic.code, basic.heard.length]).toEqual(['mirror-needs-login', 1])
  let asked = 0
  let url = ''
  url = await serveHttp((request, response) => {
    asked++
    if (request.url?.startsWith('/token')) return void response.end('{"access_token":"abc"}')
    response.writeHead(401, { 'www-authenticate': `Bearer realm="${url}/token"` }).end('{}')
  })
  const { notice } = await readTags(mirrorAt(url), 'x', new AbortController().signal)
  expect([notice?.code, asked]).toEqual(['mirror-needs-login', 3])
})
