import type { RequestListener } from 'node:http'
import { walkCatalog, type WalkMeans } from '../../../electron/mirrors/catalog-walk.ts'
import type { CatalogProgress } from '../../../shared/pulls/catalog.ts'
import { mirrorAt } from './local-server.ts'

/** Walks through whatever answers there, with less patience than usual where the test says so. */
export async function walk(url: string, limits: WalkMeans['limits'] = {}, signal = new AbortController().signal) {
  const told: CatalogProgress[] = []
  const onProgress = (one: CatalogProgress): void => void told.push(one)
  const found = await walkCatalog(mirrorAt(url), { signal, onProgress, limits })
  return { ...found, lines: found.names === '' ? [] : found.names.split('\n'), code: found.notice?.code ?? null, told }
}

/** A registry of so many repositories that pages as distribution does. */
export function registry(count: number, { max = 1000, own = 100 } = {}): RequestListener {
  const names = Array.from({ length: count }, (_, at) => nameOf(at))
  return (request, response) => {
    const asked = new URL(request.url ?? '', 'http://x')
    const n = Number(asked.searchParams.get('n') ?? own)
    if (n > max) return void response.writeHead(400).end('{"errors":[{"code":"PAGINATION_NUMBER_INVALID"}]}')
    const last = asked.searchParams.get('last')
    const from = last === null ? 0 : names.indexOf(last) + 1
    const told = names.slice(from, from + n)
    const more = `</v2/_catalog?last=${encodeURIComponent(told.at(-1) ?? '')}&n=${n}>; rel="next"`
    response.writeHead(200, from + n < count ? { link: more } : {}).end(`${JSON.stringify({ repositories: told })}\n`)
  }
}

const nameOf = (at: number): string => `org${at % 7}/app-${String(at).padStart(6, '0')}`

/** The names of that registry. */
export const namesTo = (count: number): readonly string[] => Array.from({ length: count }, (_, at) => nameOf(at))

/** The head of a page that leads on. */
export const link = (to: string) => ({ link: `<${to}>; rel="next"` })

/** The body of a page. */
export const page = (names: readonly unknown[]): string => JSON.stringify({ repositories: names })

/** Gives everybody the same answer. */
export const always =
  (status: number, body: string | Buffer, headers: Readonly<Record<string, string>> = {}): RequestListener =>
  (_, response) =>
    response.writeHead(status, headers).end(body)
