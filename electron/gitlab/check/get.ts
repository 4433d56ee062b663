import type { IncomingHttpHeaders } from 'node:http'
import type { WebUrl } from '../../../shared/gitlab/check/web-url.ts'

/** The answer to one GET; no more of its body than a token needs. */
export interface Got {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

const idleMs = 4_000
const maxBytes = 64 * 1024

/**
 * One GET; redirects are answers. Its TLS is not verified, since a certificate that nobody trusts must not hide what
 * else is wrong: so nothing of worth may be asked for or sent, and the certificate is judged apart.
 */
export async function get(url: WebUrl, path: string, signal: AbortSignal, token: string | null = null): Promise<Got> {
  // Not imported: both modules are slow to load, and most checks are of files.
  const { request } = process.getBuiltinModule(`node:${url.scheme}`)
  const options = {
    host: url.host,
    port: url.port,
    path: `${url.path}${path}`,
    headers: { accept: 'application/json', ...(token !== null && { authorization: `Bearer ${token}` }) },
    signal,
    agent: false,
    timeout: idleMs,
    rejectUnauthorized: false,
  }
  return await new Promise((resolve, reject) => {
    const asked = request(options, (answer) => {
      const head = { status: answer.statusCode ?? 0, headers: answer.headers }
      let body = ''
      answer.setEncoding('utf8').on('data', (chunk: string) => {
        body += chunk
        if (body.length > maxBytes) answer.destroy()
      })
      answer.on('close', () => resolve({ ...head, body: body.slice(0, maxBytes) })).on('error', reject)
    })
    asked.on('timeout', () => asked.destroy(new Error(`no answer within ${idleMs / 1000} s`)))
    asked.on('error', reject).end()
  })
}
