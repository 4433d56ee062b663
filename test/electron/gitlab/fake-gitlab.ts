import type { IncomingMessage, ServerResponse } from 'node:http'
import { serveHttps } from '../mirrors/local-server.ts'

interface Variable {
  readonly key: string
  readonly value: string
  readonly masked: boolean
  readonly hidden: boolean
  readonly protected: boolean
  readonly raw: boolean
  readonly environment_scope: string
}

/** A GitLab that knows nothing but variables, as its API documents them. */
export interface FakeGitlab {
  readonly url: string
  readonly ca: string
  /** By place and environment: `projects/team/app *`. */
  readonly variables: Map<string, Variable>
  /** Method and path of every request, no header and no body. */
  readonly asked: string[]
}

const knownPlaces = ['projects/team/app', 'groups/team', 'admin/ci']

/**
 * Starts one under a relative root; `glpat-good` may do all, `glpat-guest` nothing [docs.gitlab.com/api/project_level_variables;
 * Ci::Maskable, Ci::HidableVariable].
 */
export async function fakeGitlab(): Promise<FakeGitlab> {
  const variables = new Map<string, Variable>()
  const asked: string[] = []
  const served = await serveHttps((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      asked.push(`${request.method} ${request.url}`)
      answer(
        request,
        response,
        body === '' ? {} : (JSON.parse(body) as Partial<Variable & { masked_and_hidden: boolean }>),
      )
    })
  })

  const answer = (
    request: IncomingMessage,
    response: ServerResponse,
    sent: Partial<Variable & { masked_and_hidden: boolean }>,
  ): void => {
    const say = (status: number, message: unknown): void => void response.writeHead(status).end(JSON.stringify(message))
    const token = request.headers['private-token']
    if (token !== 'glpat-good' && token !== 'glpat-guest') return say(401, { message: '401 Unauthorized' })
    const url = new URL(request.url ?? '', served.url)
    const [, folder = '', key = ''] = /^\/git\/api\/v4\/(.+)\/variables(?:\/(\w+))?$/.exec(url.pathname) ?? []
    const place = decodeURIComponent(folder)
    if (!knownPlaces.includes(place))
      return say(404, { message: place.startsWith('groups') ? '404 Group Not Found' : '404 Project Not Found' })
    if (token === 'glpat-guest') return say(403, { message: '403 Forbidden' })
    const scope = url.searchParams.get('filter[environment_scope]') ?? sent.environment_scope ?? '*'
    const at = `${place} ${scope}`
    const old = variables.get(at)
    if (request.method === 'GET') return old ? say(200, old) : say(404, { message: '404 Variable Not Found' })
    if (request.method === 'PUT' && (!old || key === '')) return say(404, { message: '404 Variable Not Found' })
    if (request.method === 'POST' && old) return say(400, { message: { key: [`(${old.key}) has already been taken`] } })
    const { masked_and_hidden: hidden = old?.hidden ?? false, ...rest } = sent
    const made = { key, protected: false, raw: false, environment_scope: scope, ...old, ...rest, hidden } as Variable
    const masked = (made.masked ?? false) || hidden
    const isMaskable = made.raw ? /^\S{8,}$/ : /^[a-zA-Z0-9_+=/@:.~-]{8,}$/
    if (masked && !isMaskable.test(made.value)) return say(400, { message: { value: ['is invalid'] } })
    if (old?.hidden && sent.masked === false)
      return say(400, {
        message: { base: ['Updating masked attribute is not allowed on updates for hidden variables.'] },
      })
    variables.set(at, { ...made, masked })
    return say(request.method === 'POST' ? 201 : 200, { ...made, masked, value: hidden ? null : made.value })
  }
  return { url: `${served.url}/git`, ca: served.ca.pem, variables, asked }
}
