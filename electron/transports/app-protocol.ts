import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'

/** Answers a request for a file of the built page; the same function serves the window and the browser. */
export type ServePage = (request: Request) => Promise<Response>

/** What the page may load: its own files, and nothing inline. Native elements need no exception [measured, Chromium 154]. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
}

const everyAnswer = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}

// Names as Vite makes them. No percent sign and no leading dot, so that neither `..` nor an encoded slash can be said.
const plainPath = /^(?:\/[\w-][\w.-]*)+$/

/** Serves the files of one folder, `/` being its index.html. Whose request it is must have been checked before. */
export function servePage(folder: string): ServePage {
  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405, { allow: 'GET, HEAD' })
    const { pathname } = new URL(request.url)
    const path = pathname === '/' || pathname === '' ? '/index.html' : pathname
    const type = types[extname(path)]
    if (type === undefined || !plainPath.test(path)) return refuse(404)
    const content = await readPlain(join(folder, path))
    if (content === null) return refuse(404)
    const headers = {
      ...everyAnswer,
      'content-type': type,
      'content-length': `${content.length}`,
      'cache-control': caching(path),
    }
    return new Response(request.method === 'HEAD' ? null : content, { headers })
  }
}

/** Vite puts a digest into the names below `assets/`, so what stands there never changes. */
function caching(path: string): string {
  return path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'
}

async function readPlain(path: string): Promise<Buffer<ArrayBuffer> | null> {
  try {
    return await readFile(path)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'EISDIR' || code === 'ENOTDIR') return null
    throw error
  }
}

function refuse(status: number, headers: Readonly<Record<string, string>> = {}): Response {
  const text = status === 404 ? 'Not found\n' : 'Only GET and HEAD\n'
  return new Response(text, { status, headers: { ...everyAnswer, ...headers, 'content-type': 'text/plain' } })
}
