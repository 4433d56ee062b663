import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startCollector, type Collector } from '../../../electron/collector/collector.ts'
import { readSettings } from '../../../electron/collector/settings.ts'
import { askCollector, findCollector, followCollector } from '../../../electron/pulls/collector-client.ts'
import type { CollectorNews } from '../../../shared/pulls/collector.ts'
import type { CollectOptions } from '../../../shared/pulls/collect-options.ts'

const corpus = join(import.meta.dirname, '../../corpus/registry')
const nothing: CollectOptions = {
  mirror: null,
  upstream: null,
  listen: null,
  tlsCert: null,
  tlsKey: null,
  state: null,
  metrics: null,
  accessLog: null,
  ttlDays: null,
  keepDays: null,
  keepMegabytes: null,
  quota: null,
}
vi.setConfig({ testTimeout: 30_000 })
const until = (isSo: () => Promise<boolean>) => vi.waitUntil(isSo, { timeout: 20_000, interval: 50 })
/** Waits until so many requests have come into the record. */
const recorded = (one: Collector, count: number) =>
  until(async () => (await newsOf(one)).pulls.reduce((sum, { requests }) => sum + requests, 0) === count)

let state: string
let mirror: { readonly url: string; close(): void }
let collector: Collector | null

/** A mirror with an empty catalog. */
async function emptyMirror(): Promise<typeof mirror> {
  const server = createServer((_, answer) => answer.end('{"repositories":[]}'))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as { readonly port: number }
  return { url: `http://127.0.0.1:${port}`, close: () => void server.close() }
}

async function begin(): Promise<Collector> {
  const options = { ...nothing, mirror: mirror.url, listen: '127.0.0.1:0', state, quota: 'off' }
  collector = await startCollector(readSettings(options, {}))
  return collector
}

const urlOf = ({ port }: Collector): string => `http://127.0.0.1:${port}`
const readerOf = (one: Collector) => ({
  mirror: mirror.url,
  upstream: 'docker.io',
  url: urlOf(one),
  token: one.tokens.read,
  ca: null,
})
const newsOf = (one: Collector, after = 0): Promise<CollectorNews> =>
  askCollector(readerOf(one), after, AbortSignal.timeout(5_000))

async function tell(one: Collector, body: string, token = one.tokens.notify, path = '/notifications'): Promise<number> {
  const headers = { authorization: `Bearer ${token}` }
  const answer = await fetch(urlOf(one) + path, { method: 'POST', headers, body })
  await answer.text()
  return answer.status
}

/** Envelopes as docker-registry has sent them. */
function envelopes(name: string): readonly string[] {
  const lines = readFileSync(join(corpus, name), 'utf8').trim().split('\n')
  return lines.map((line) => JSON.stringify((JSON.parse(line) as { readonly body: unknown }).body))
}

beforeEach(async () => {
  state = mkdtempSync(join(tmpdir(), 'pullcord-collector-'))
  mirror = await emptyMirror()
  collector = null
})

afterEach(async () => {
  await collector?.close()
  mirror.close()
  rmSync(state, { recursive: true, force: true })
})

test('docker’s miss, hit and up to date, as they were captured', async () => {
  const one = await begin()
  await until(async () => (await newsOf(one)).sources.some(({ source }) => source === 'catalog'))
  for (const body of envelopes('notif-docker28.ndjson')) expect(await tell(one, body)).toBe(200)
  await recorded(one, 13)
  const { pulls } = await newsOf(one)
  expect(pulls.map(({ served, requests, tag }) => `${tag} ${served} ${requests}`)).toEqual([
    '3.20 miss 6',
    '3.20 hit 6',
    '3.20 up-to-date 1',
  ])
})

test('what is told twice counts once, also after a restart', async () => {
  const bodies = envelopes('notif-podman43.ndjson')
  const first = await begin()
  for (const body of [...bodies, ...bodies]) await tell(first, body)
  await recorded(first, bodies.length)
  const before = (await newsOf(first)).pulls.map(({ id, requests }) => `${id} ${requests}`)
  await first.close()
  const second = await begin()
  for (const body of bodies) await tell(second, body)
  const { pulls, coverage } = await newsOf(second)
  expect(pulls.map(({ id, requests }) => `${id} ${requests}`)).toEqual(before)
  expect(coverage.gaps.map(({ why }) => why.code)).toContain('gap-collector-down')
})

test('nobody tells without the one token, nobody reads without the other', async () => {
  const one = await begin()
  const [body = ''] = envelopes('notif-crane.ndjson')
  expect(await tell(one, body, 'wrong')).toBe(401)
  expect(await tell(one, body, one.tokens.read)).toBe(401)
  const stranger = { ...readerOf(one), token: one.tokens.notify }
  await expect(askCollector(stranger, 0, AbortSignal.timeout(5_000))).rejects.toMatchObject({
    notice: { code: 'collector-refused' },
  })
  expect((await newsOf(one)).pulls).toEqual([])
  for (const name of ['notify-token', 'read-token', 'pulls.db'])
    expect(statSync(join(state, name)).mode & 0o077).toBe(0)
})

test('what is no envelope is refused, an envelope without pulls is not', async () => {
  const one = await begin()
  expect(await tell(one, 'hello')).toBe(400)
  expect(await tell(one, '{"events":5}')).toBe(400)
  expect(await tell(one, '{"events":[]}')).toBe(200)
  expect(await tell(one, '{"events":[{"action":"push"},null,7]}')).toBe(200)
  expect(await tell(one, '{"type":"PUSH_ARTIFACT"}', one.tokens.notify, '/harbor')).toBe(200)
})

test('a body beyond the limit ends the line, and the collector goes on', async () => {
  const one = await begin()
  const status = await tell(one, `{"events":["${'x'.repeat(5 * 1024 * 1024)}"]}`).catch(() => 'cut off')
  expect([413, 'cut off']).toContain(status)
  expect(await tell(one, '{"events":[]}')).toBe(200)
})

test('a page of a browser learns nothing, by whatever name it comes', async () => {
  const one = await begin()
  const ask = (headers: Readonly<Record<string, string>>) =>
    new Promise<number>((resolve, reject) => {
      const asked = request(`${urlOf(one)}/metrics`, { headers }, (answer) => {
        answer.resume()
        resolve(answer.statusCode ?? 0)
      })
      asked.on('error', reject).end()
    })
  expect(await ask({})).toBe(200)
  expect(await ask({ origin: 'http://evil.example' })).toBe(403)
  expect(await ask({ host: 'evil.example' })).toBe(403)
})

test('its page of metrics counts, and names nothing', async () => {
  const one = await begin()
  for (const body of envelopes('notif-crane.ndjson')) await tell(one, body)
  await recorded(one, 12)
  const page = await (await fetch(`${urlOf(one)}/metrics`)).text()
  expect(page).toMatch(/^pullcord_requests_total\{status="2xx"\} 12$/m)
  expect(page).not.toMatch(/alpine|127\.0\.0\.1|registry/)
  const open = await fetch(`${urlOf(one)}/metrics`, { headers: { accept: 'application/openmetrics-text' } })
  expect(open.headers.get('content-type')).toContain('application/openmetrics-text')
  expect(await open.text()).toMatch(/# EOF\n$/)
})

test('a reader hears what comes, and goes on after the collector was away', async () => {
  const [first = '', ...rest] = envelopes('notif-podman43.ndjson')
  const one = await begin()
  const heard: CollectorNews[] = []
  const ending = new AbortController()
  const reader = readerOf(one)
  followCollector(reader, {
    cursor: 0,
    onNews: (news) => void heard.push(news),
    onState: () => {},
    signal: ending.signal,
  })
  await until(async () => heard.length === 1)
  await tell(one, first)
  await until(async () => heard.some(({ pulls }) => pulls.length === 1))
  const { port } = one
  await one.close()
  const options = { ...nothing, mirror: mirror.url, listen: `127.0.0.1:${port}`, state, quota: 'off' }
  collector = await startCollector(readSettings(options, {}))
  for (const body of rest) await tell(collector, body)
  await until(async () => heard.flatMap(({ pulls }) => pulls).some(({ repository }) => repository === 'library/redis'))
  ending.abort()
  expect(heard.map(({ cursor }) => cursor)).toEqual(heard.map(({ cursor }) => cursor).toSorted((a, b) => a - b))
})

test('it is found at its port, and nothing else is taken for one', async () => {
  const one = await begin()
  const found = await findCollector(mirror.url, one.port)
  expect(found).toMatchObject({
    url: urlOf(one),
    hello: { pullcord: 'collector', mirror: { url: mirror.url } },
    notice: null,
  })
  const other = await findCollector(mirror.url, Number(new URL(mirror.url).port))
  expect(other.hello).toBeNull()
  expect(other.notice).not.toBeNull()
})

test('options come from the command line, then from the environment', () => {
  const settings = readSettings(
    { ...nothing, listen: '[::1]:9' },
    { PULLCORD_MIRROR: 'http://m:1', PULLCORD_TTL_DAYS: '2' },
  )
  expect(settings).toMatchObject({
    mirror: { url: 'http://m:1' },
    listen: { host: '::1', port: 9 },
    keepsMs: 172_800_000,
  })
  expect(() => readSettings(nothing, {})).toThrow('Name the mirror')
  expect(() => readSettings({ ...nothing, mirror: 'http://m', listen: 'x' }, {})).toThrow('ADDRESS:PORT')
  expect(() => readSettings({ ...nothing, mirror: 'http://m', tlsCert: 'a' }, {})).toThrow('belong together')
})
