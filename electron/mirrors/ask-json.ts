import type { IncomingHttpHeaders } from 'node:http'
import { AppError } from '../../shared/errors.ts'
import type { Activity } from '../../shared/pulls/catalog.ts'
import type { Talk } from './talk.ts'

/** Asks a mirror for JSON, whose shape nobody has checked; null where the answer is something else. */
export type AskJson = (path: string) => Promise<JsonAnswer | null>

interface JsonAnswer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: unknown
}

/** What one repository comes to, by the server's own count. */
export type RepositoryActivity = Activity['repositories'][number]

/** Asks within a talk, which bounds time and size. */
export function askJsonIn(talk: Talk): AskJson {
  return async (path) => {
    const answer = await talk.ask(path)
    const { statusCode: status = 0, headers } = answer
    if (!/\bjson\b/.test(headers['content-type'] ?? '')) {
      answer.destroy()
      return null
    }
    let text = ''
    const decoder = new TextDecoder()
    for await (const chunk of talk.read(answer)) text += decoder.decode(chunk, { stream: true })
    try {
      return { status, headers, body: JSON.parse(text) as unknown }
    } catch {
      return null
    }
  }
}

/** Whether what failed leaves what was learned before as it is: the server or the network did it, and nobody stopped it. */
export function isPassing(error: unknown): boolean {
  return error instanceof AppError && error.notice.code !== 'list-stopped'
}

/** A number of pulls; null for what is none. */
export function pullsOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null
}

/** Milliseconds since 1970; null for what is no time, and for Go's first of January of the year 1, which means never. */
export function timeOf(value: unknown): number | null {
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN
  return at > 0 ? at : null
}

/** The name of a repository below a path, without it; null for what is no such name. */
export function nameBelow(path: string, name: unknown): string | null {
  if (typeof name !== 'string') return null
  if (path === '') return name
  return name.startsWith(`${path}/`) ? name.slice(path.length + 1) : null
}
