import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contentSecurityPolicy, servePage } from '../../electron/transports/app-protocol.ts'

const outside = mkdtempSync(join(tmpdir(), 'pullcord-page-'))
const folder = join(outside, 'client')
const serve = servePage(folder)
const get = (path: string, init?: RequestInit) => serve(new Request(`app://pullcord${path}`, init))

beforeAll(() => {
  mkdirSync(join(folder, 'assets'), { recursive: true })
  writeFileSync(join(folder, 'index.html'), '<!doctype html>')
  writeFileSync(join(folder, 'assets/index-B1x_2.js'), 'export {}')
  writeFileSync(join(folder, '.secret.html'), 'secret')
  writeFileSync(join(outside, 'above.html'), 'above')
})
afterAll(() => rmSync(outside, { recursive: true }))

test('the index, under both of its names and with a query', async () => {
  for (const path of ['', '/', '/index.html', '/?a=1#b']) {
    const answer = await get(path)
    expect(answer.status).toBe(200)
    expect(await answer.text()).toBe('<!doctype html>')
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(answer.headers.get('cache-control')).toBe('no-cache')
  }
})

test('assets carry a digest in their names and may be kept', async () => {
  const answer = await get('/assets/index-B1x_2.js')
  expect(await answer.text()).toBe('export {}')
  expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
  expect(answer.headers.get('cache-control')).toContain('immutable')
})

test('every answer carries the policy, refusals too', async () => {
  for (const answer of [await get('/'), await get('/none.html'), await get('/', { method: 'POST' })]) {
    expect(answer.headers.get('content-security-policy')).toBe(contentSecurityPolicy)
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  }
  expect(contentSecurityPolicy).not.toMatch(/unsafe|\*|https?:/)
})

test('HEAD answers with the length and no body', async () => {
  const answer = await get('/', { method: 'HEAD' })
  expect([answer.status, answer.headers.get('content-length'), await answer.text()]).toEqual([200, '15', ''])
})

test.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('%s is not allowed', async (method) => {
  const answer = await get('/', { method })
  expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
})

test.each([
  '/none.html',
  '/assets',
  '/assets/',
  '/assets/none.js',
  '/index.html/x.js',
  '/../above.html',
  '/%2e%2e/above.html',
  '/..%2fabove.html',
  '/assets/..%5c..%5cabove.html',
  '//above.html',
  '/.secret.html',
  '/assets/.%2f/../.secret.html',
  '/index.html%00.js',
  '/index.html;.js',
  '/C:/above.html',
])('%s is not there', async (path) => {
  const answer = await get(path)
  expect([answer.status, await answer.text()]).toEqual([404, 'Not found\n'])
})
