import type { RequestListener, ServerResponse } from 'node:http'
import { expect, test } from 'vitest'
import {
  askCollector,
  findCollector,
  followCollector,
  type Collector,
} from '../../../electron/pulls/collector-client.ts'
import type { CollectorNews } from '../../../shared/pulls/collector.ts'
import type { SourceState } from '../../../shared/pulls/pull.ts'
import { mirror, mirrorPull, start } from '../../shared/pulls/sightings.ts'
import { nobody, serveHttp, serveHttps, serveTcp } from '../mirrors/local-server.ts'
import { until } from '../system/until.ts'

const news: CollectorNews = {
  cursor: 7,
  at: start,
  you: '127.0.0.1',
  pulls: [mirrorPull()],
  coverage: { mirror, since: start, until: start, gaps: [] },
  sources: [],
  figures: [],
  quotas: [],
}
const collectorAt = (url: string, parts: Partial<Collector> = {}): Collector => ({
  mirror,
  upstream: 'docker.io',
  url,
  token: 'secret',
  ca: null,
  ...parts,
})
const ask = (collector: Collector): Promise<CollectorNews> => askCollector(collector, 0, AbortSignal.timeout(5_000))
const refusal = (code: string) => ({ notice: { code } })

/** Follows until enough was heard; what was told of the line, and the requests that came. */
async function follow(collector: Collector, isEnough: (states: readonly SourceState[], count: number) => boolean) {
  const states: SourceState[] = []
  const heard: CollectorNews[] = []
  const ending = new AbortController()
  followCollector(collector, {
    cursor: 3,
    onNews: (one) => void heard.push(one),
    onState: (state) => void states.push(state),
    signal: ending.signal,
  })
  await until(async () => isEnough(states, heard.length))
  ending.abort()
  return { heard, told: states.map(({ state, notice }) => `${state} ${notice?.code ?? ''}`.trim()) }
}

test('it goes on from the cursor of what it heard last', async () => {
  const asked: (string | undefined)[] = []
  const url = await serveHttp((request, answer) => {
    asked.push(request.url)
    expect(request.headers.authorization).toBe('Bearer secret')
    answer.end(`${JSON.stringify(news)}\n`)
  })
  const { heard, told } = await follow(collectorAt(url), (_, count) => count === 2)
  expect(asked).toEqual(['/v1/stream?after=3', '/v1/stream?after=7'])
  expect(heard[0]).toEqual(news)
  expect(told.slice(0, 4)).toEqual(['waiting', 'heard', 'lost collector-lost', 'heard'])
})

test('a collector that ends every line is asked again ever later, not at once', async () => {
  let count = 0
  const url = await serveHttp((_, answer) => {
    count++
    answer.destroy()
  })
  await follow(collectorAt(url), (states) => states.some(({ state }) => state === 'lost') && count === 2)
  expect(count).toBe(2)
})

const odd: readonly (readonly [what: string, talk: (answer: ServerResponse) => void])[] = [
  ['no JSON', (answer) => answer.end('<html>\n')],
  ['another JSON', (answer) => answer.end('{"cursor":"7"}\n')],
  ['a pull of another shape', (answer) => answer.end(`${JSON.stringify({ ...news, pulls: [{ id: 5 }] })}\n`)],
  ['a pull named by a megabyte', (answer) => answer.end(`${JSON.stringify({ ...news, you: 'x'.repeat(1e6) })}\n`)],
]
test.each(odd)('%s is not taken for news', async (_, talk) => {
  const url = await serveHttp((__, answer) => talk(answer))
  await expect(ask(collectorAt(url))).rejects.toMatchObject(refusal('collector-odd'))
})

test('a line without end is cut off at 16 MB', async () => {
  let sent = 0
  const url = await serveHttp((_, answer) => {
    const piece = 'x'.repeat(1e6)
    const more = (): void => {
      while (!answer.destroyed && answer.write(piece)) sent++
      sent++
      answer.once('drain', more)
    }
    more()
  })
  await expect(ask(collectorAt(url))).rejects.toMatchObject(refusal('collector-odd'))
  expect(sent).toBeLessThan(40)
})

test('the token goes to no other host, whatever the collector says', async () => {
  const seen: (string | undefined)[] = []
  const other = await serveHttp((request, answer) => {
    seen.push(request.headers.authorization)
    answer.end()
  })
  const url = await serveHttp((request, answer) => {
    answer.writeHead(307, { location: other + request.url }).end()
  })
  await expect(ask(collectorAt(url))).rejects.toMatchObject(refusal('collector-refused'))
  expect(seen).toEqual([])
})

test('without TLS it goes nowhere but to this machine', async () => {
  await expect(ask(collectorAt('http://192.0.2.1:7780'))).rejects.toMatchObject(refusal('collector-plain'))
})

test('a certificate must be one that is trusted, and then it is read', async () => {
  const answer: RequestListener = (_, response) => void response.end(JSON.stringify(news))
  const { url, ca } = await serveHttps(answer)
  await expect(ask(collectorAt(url))).rejects.toThrow(/self.signed/)
  expect(await ask(collectorAt(url, { ca: ca.pem }))).toEqual(news)
})

test('who it is may be asked of a stranger, without the token', async () => {
  const seen: (string | undefined)[] = []
  const hello = { pullcord: 'collector', protocol: 1, mirror: { url: mirror, upstream: 'docker.io' } }
  const { url } = await serveHttps((request, answer) => {
    seen.push(request.headers.authorization)
    answer.end(JSON.stringify(hello))
  })
  const found = await findCollector('http://127.0.0.1:6000', Number(new URL(url).port))
  expect(found).toEqual({ url, hello, notice: null })
  expect(seen).toEqual([undefined])
})

test('where nobody is, or something else, there is no collector', async () => {
  const closed = new URL(await nobody())
  expect((await findCollector('http://127.0.0.1:6000', Number(closed.port))).notice?.code).toBe('collector-lost')
  const noise = new URL(await serveTcp((socket) => void socket.end('220 mail\r\n')))
  const found = await findCollector('http://127.0.0.1:6000', Number(noise.port))
  expect(found.hello).toBeNull()
  expect(found.notice?.code).toBe('collector-lost')
})
