import type { RequestListener, ServerResponse } from 'node:http'
import { afterEach, describe, expect, test } from 'vitest'
import { readActivity } from '../../../electron/mirrors/activity.ts'
import type { Activity } from '../../../shared/pulls/catalog.ts'
import { sample } from '../../shared/codecs/registry-samples.ts'
import { mirrorAt, nobody, serveHttp } from './local-server.ts'

let asked: string[] = []
afterEach(() => void (asked = []))

/** What a server answers to a path; undefined is 404. */
type Answer = (path: string, query: URLSearchParams) => unknown

async function read(answer: Answer, path = '', signal = new AbortController().signal): Promise<Activity | null> {
  const listener: RequestListener = (request, response) => {
    asked.push(request.url ?? '')
    expect([request.method, request.headers.authorization, request.headers.cookie]).toEqual([
      'GET',
      undefined,
      undefined,
    ])
    const url = new URL(request.url ?? '', 'http://x')
    send(response, answer(url.pathname, url.searchParams))
  }
  return await readActivity(mirrorAt((await serveHttp(listener)) + path), signal)
}

function send(response: ServerResponse, body: unknown): void {
  if (typeof body === 'function') {
    ;(body as (response: ServerResponse) => void)(response)
    return
  }
  const headers = { 'content-type': 'application/json', ...(Array.isArray(body) && { 'x-total-count': body.length }) }
  if (body === undefined) response.writeHead(404, headers).end('{"errors":[{"code":"UNSUPPORTED"}]}')
  else response.writeHead(200, headers).end(JSON.stringify(body))
}

const raw =
  (status: number, text: string, headers: Readonly<Record<string, string>> = {}) =>
  (response: ServerResponse): void =>
    void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(text)

const search = '/v2/_zot/ext/search'
const zotPage = (total: number, names: readonly string[]): unknown => ({
  data: {
    RepoListWithNewestImage: {
      Page: { TotalCount: total },
      Results: names.map((Name) => ({ Name, DownloadCount: 1 })),
    },
  },
})
const offsetOf = (query: URLSearchParams): number => Number(/offset:(\d+)/.exec(query.get('query') ?? '')?.[1])
const names = (from: number, to: number): readonly string[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, at) => `team/app${from + at}`)

describe('zot (documented shapes)', () => {
  test('its own count, and the last pull where that is certain', async () => {
    expect(
      await read((path) => (path === search ? raw(200, sample('documented-zot-repositories.json')) : undefined)),
    ).toEqual({
      server: 'zot',
      isComplete: true,
      repositories: [
        { repository: 'library/alpine', pulls: 12, lastPulledAt: Date.parse('2025-11-02T08:00:00.123Z') },
        // Pulled 5 times by other tags, nobody says when.
        { repository: 'library/nginx', pulls: 9, lastPulledAt: null },
        { repository: 'library/redis', pulls: 0, lastPulledAt: null },
        { repository: 'team/chart', pulls: 2, lastPulledAt: null },
      ],
    })
    expect(asked).toHaveLength(1)
  })

  test('before 2.1.2 it knows no last pull, and refuses a query that asks for it', async () => {
    const activity = await read((_, query) =>
      query.get('query')?.includes('LastPull') ? raw(422, sample('documented-zot-refusal.json')) : zotPage(1, ['a']),
    )
    expect(activity).toEqual({
      server: 'zot',
      isComplete: true,
      repositories: [{ repository: 'a', pulls: 1, lastPulledAt: null }],
    })
  })

  test('page by page, below the path of the mirror', async () => {
    const all = ['other/app', ...names(0, 450)]
    const activity = await read(
      (path, query) => (path === search ? zotPage(451, all.slice(offsetOf(query), offsetOf(query) + 200)) : undefined),
      '/team',
    )
    expect(activity?.repositories.map(({ repository }) => repository)).toEqual(
      names(0, 450).map((name) => name.slice(5)),
    )
    expect(activity?.isComplete).toBe(true)
    expect(asked.filter((path) => path.startsWith(search))).toHaveLength(3)
  })

  test('a page that fails leaves what is known, and says so', async () => {
    const activity = await read((_, query) => (offsetOf(query) < 200 ? zotPage(900, names(0, 200)) : raw(500, '{}')))
    expect([activity?.repositories.length, activity?.isComplete]).toEqual([200, false])
  })

  test('so does a connection that breaks', async () => {
    const broken = (response: ServerResponse): void => void response.destroy()
    const activity = await read((_, query) => (offsetOf(query) < 200 ? zotPage(900, names(0, 200)) : broken))
    expect([activity?.repositories.length, activity?.isComplete]).toEqual([200, false])
  })

  test('a list without end is read to a bound', async () => {
    const activity = await read((_, query) => zotPage(1e9, names(offsetOf(query), offsetOf(query) + 300)))
    expect([activity?.repositories.length, activity?.isComplete, asked.length]).toEqual([50_000, false, 250])
  })

  test('names and numbers that are none', async () => {
    const results = [
      null,
      5,
      { Name: '<b>', DownloadCount: 1 },
      { Name: 'a', DownloadCount: -1 },
      { Name: 'b', DownloadCount: '7' },
    ]
    const activity = await read(() => ({
      data: { RepoListWithNewestImage: { Page: { TotalCount: 5 }, Results: results } },
    }))
    expect(activity?.repositories).toEqual(
      ['a', 'b'].map((repository) => ({ repository, pulls: null, lastPulledAt: null })),
    )
  })
})

const list = '/api/v2.0/projects/hub/repositories'

describe('Harbor (documented shapes)', () => {
  const repositories = JSON.parse(sample('documented-harbor-repositories.json')) as readonly unknown[]
  const artifacts = JSON.parse(sample('documented-harbor-artifacts.json')) as readonly unknown[]

  test('its count of a project, and when each was pulled last', async () => {
    const activity = await read((path) => {
      if (path === list) return repositories
      return path === `${list}/library%252Falpine/artifacts` ? artifacts : undefined
    }, '/hub')
    expect(activity).toEqual({
      server: 'harbor',
      isComplete: true,
      repositories: [
        { repository: 'library/alpine', pulls: 11, lastPulledAt: Date.parse('2025-11-02T08:00:00Z') },
        { repository: 'bitnami/redis', pulls: 3, lastPulledAt: null },
        // A count of nought is left out of the answer by Harbor.
        { repository: 'library/unused', pulls: null, lastPulledAt: null },
      ],
    })
    expect(asked).toEqual([
      `${list}?page=1&page_size=100`,
      `${list}/library%252Falpine/artifacts?page=1&page_size=100`,
      `${list}/bitnami%252Fredis/artifacts?page=1&page_size=100`,
    ])
  })

  test('page by page; of the many, those that were pulled most are asked about', async () => {
    const all = names(0, 250).map((name, at) => ({ name: `hub/${name}`, pull_count: at }))
    const activity = await read((path, query) => {
      const page = Number(query.get('page'))
      return path === list ? all.slice(page * 100 - 100, page * 100) : artifacts
    }, '/hub')
    expect([activity?.repositories.length, activity?.isComplete]).toEqual([250, true])
    const dated = activity?.repositories.filter(({ lastPulledAt }) => lastPulledAt !== null)
    expect(dated?.map(({ pulls }) => pulls)).toEqual(Array.from({ length: 200 }, (_, at) => 50 + at))
  })

  test('where the artifacts are too many to be sure, the time is not reported', async () => {
    const many = Array.from({ length: 100 }, () => artifacts[0])
    const activity = await read((path) => (path === list ? repositories : many), '/hub')
    expect(activity?.repositories.map(({ lastPulledAt }) => lastPulledAt)).toEqual([null, null, null])
  })

  test('a list without end is read to a bound', async () => {
    const activity = await read((path, query) => {
      const page = Number(query.get('page'))
      return path === list ? names(page * 100, page * 100 + 500).map((name) => ({ name: `hub/${name}` })) : undefined
    }, '/hub')
    expect([activity?.repositories.length, activity?.isComplete, asked.length]).toEqual([10_000, false, 100])
  })
})

describe('neither', () => {
  test.each<readonly [string, Answer]>([
    ['docker-registry', () => undefined],
    ['a login', () => raw(401, '{"errors":[]}')],
    ['a portal', () => raw(200, '<html>', { 'content-type': 'text/html' })],
    ['JSON that is none', () => raw(200, '{')],
    ['a list of nobody’s', () => raw(200, '[]')],
    ['null', () => null],
    ['an answer of another shape', () => ({ data: { RepoListWithNewestImage: [] } })],
    ['no count', () => ({ data: { RepoListWithNewestImage: { Results: [] } } })],
  ])('%s', async (_, answer) => {
    expect(await read(answer)).toBeNull()
    expect(await read(answer, '/hub')).toBeNull()
  })

  test('a redirect is not followed', async () => {
    let others = 0
    const other = await serveHttp((_, response) => {
      others++
      response.end()
    })
    expect(await read(() => raw(307, '{}', { location: `${other}/v2/` }), '/hub')).toBeNull()
    expect(others).toBe(0)
  })

  test('without a path it is no Harbor, and is not asked as one', async () => {
    await read(() => undefined)
    expect(asked.filter((path) => path.startsWith('/api'))).toEqual([])
  })

  test('nothing is asked that a pull-through would pass on to its upstream', async () => {
    await read(() => undefined, '/hub')
    expect(asked.filter((path) => /manifests|blobs|tags/.test(path))).toEqual([])
  })
})

describe('a mirror that cannot be asked', () => {
  const never = new AbortController().signal

  test('says why', async () => {
    await expect(readActivity(mirrorAt(await nobody()), never)).rejects.toMatchObject({
      notice: { code: 'mirror-gone' },
    })
  })

  test('sends more than is bearable', async () => {
    const flood = (response: ServerResponse): void => {
      response.writeHead(200, { 'content-type': 'application/json' })
      const push = (): void => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
        response.once('drain', push)
      }
      push()
    }
    await expect(read(() => flood)).rejects.toMatchObject({ notice: { code: 'list-page-too-large' } })
  })

  test('is left alone when nobody waits any more', async () => {
    const stop = new AbortController()
    const reading = read(
      () => {
        stop.abort()
        return () => undefined
      },
      '/hub',
      stop.signal,
    )
    await expect(reading).rejects.toMatchObject({ notice: { code: 'list-stopped' } })
  })

  test('is left alone also in the middle of its list', async () => {
    const stop = new AbortController()
    const reading = read(
      (_, query) => {
        if (offsetOf(query) === 0) return zotPage(900, names(0, 200))
        stop.abort()
        return () => undefined
      },
      '',
      stop.signal,
    )
    await expect(reading).rejects.toMatchObject({ notice: { code: 'list-stopped' } })
  })
})
