import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { Hub } from '../../../electron/mirrors/quota.ts'
import { serveHttp } from './local-server.ts'

/** What stands in for Docker Hub was asked: `registry HEAD /v2/… Bearer …`, with the body of a POST. */
export interface HubServer {
  readonly hub: Hub
  readonly asked: string[]
}

export interface HubAnswers {
  readonly auth?: RequestListener
  readonly registry?: RequestListener
}

/** Headers of a limit of 100, with so many left. */
export function limitHeaders(remaining: number, counted = '203.0.113.7'): Readonly<Record<string, string>> {
  return {
    'ratelimit-limit': '100;w=21600',
    'ratelimit-remaining': `${remaining};w=21600`,
    'docker-ratelimit-source': counted,
  }
}

/** An answer to anything. */
export function says(status: number, body = '', headers: Readonly<Record<string, string>> = {}): RequestListener {
  return (_, answer) => void answer.writeHead(status, headers).end(body)
}

/** A hub on this machine: its authority knows jane by `hunter2` and by the identity token `renewed`. */
export async function hubServer({ auth = authority, registry = manifest }: HubAnswers = {}): Promise<HubServer> {
  const asked: string[] = []
  const noting =
    (name: string, answer: RequestListener): RequestListener =>
    (request, response) => {
      let body = ''
      request.on('data', (chunk: Buffer) => (body += chunk.toString()))
      request.on('end', () => {
        const parts = [name, request.method, request.url, request.headers.authorization, body]
        asked.push(parts.filter((part) => part !== undefined && part !== '').join(' '))
        Object.assign(request, { form: new URLSearchParams(body) })
        answer(request, response)
      })
    }
  const [authUrl, registryUrl] = [await serveHttp(noting('auth', auth)), await serveHttp(noting('registry', registry))]
  return { hub: { auth: authUrl, registry: registryUrl }, asked }
}

function authority(request: IncomingMessage, response: ServerResponse): void {
  const { authorization } = request.headers
  const { form } = request as IncomingMessage & { readonly form: URLSearchParams }
  const isJane = authorization === `Basic ${Buffer.from('jane:hunter2').toString('base64')}`
  const isRenewed = form.get('grant_type') === 'refresh_token' && form.get('refresh_token') === 'renewed'
  const user = isJane || isRenewed ? 'jane' : authorization === undefined && request.method === 'GET' ? 'nobody' : null
  if (user === null) return says(request.method === 'GET' ? 401 : 400, '{"details":"incorrect"}')(request, response)
  const name = request.method === 'GET' ? 'token' : 'access_token'
  says(200, JSON.stringify({ [name]: `for.${user}` }), { 'content-type': 'application/json' })(request, response)
}

function manifest(request: IncomingMessage, response: ServerResponse): void {
  const { authorization } = request.headers
  if (authorization === 'Bearer for.jane') return says(200, '', limitHeaders(198, '5f9c-11'))(request, response)
  says(authorization === 'Bearer for.nobody' ? 200 : 401, '', limitHeaders(76))(request, response)
}
