import type { Secret } from '../../shared/codecs/docker-auth-config.ts'
import { objectOf, parseObject } from '../../shared/codecs/json-object.ts'
import { failure, type AppError } from '../../shared/errors.ts'
import type { VariableOrder, VariablePlace } from '../../shared/gitlab/auth-config.ts'
import { variableName } from '../../shared/gitlab/auth-lines.ts'
import { quotesSecret, secretsIn } from '../../shared/gitlab/quotes-secret.ts'
import { plainText } from '../../shared/plain-text.ts'
import { formatEndpoint, isLoopback, parseMirrorUrl } from '../../shared/registry.ts'
import { askOnce, type Reply } from './ask.ts'

/**
 * Creates the variable, or updates the one of this environment that is there [docs.gitlab.com/api/project_level_variables,
 * group_level_variables, instance_level_ci_variables]. The value is always raw: no other way lets GitLab mask it.
 */
export async function setVariable(
  order: VariableOrder,
  value: Secret,
  signal: AbortSignal,
): Promise<{ readonly how: 'created' | 'updated' }> {
  const { gitlab, place, environment, visibility } = order
  const base = baseOf(gitlab)
  const all = new URL(`${base}/api/v4/${folderOf(place)}`)
  const one = new URL(`${all.href}/${variableName}`)
  if (place.kind !== 'instance') one.searchParams.set('filter[environment_scope]', environment)
  const ask = async (url: URL, method: string, body?: unknown): Promise<Reply> => {
    const headers = {
      'private-token': order.token,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    }
    const text = body === undefined ? {} : { body: JSON.stringify(body) }
    return await askOnce({ url, method, headers, ...text, ca: order.ca, signal })
  }

  const found = await ask(one, 'GET')
  const isThere = found.status === 200
  if (!isThere && !isAbsent(found)) throw whyRefused(found, order, value)
  const isHidden = objectOf(parseObject(found.text)).hidden === true
  if (isThere && visibility === 'hidden' && !isHidden) throw failure('auth-gitlab-not-hidden', { name: variableName })
  const masked = visibility !== 'visible'
  const parts = {
    value: value.reveal(),
    masked,
    raw: true,
    variable_type: 'env_var',
    protected: order.protected,
    ...(place.kind !== 'instance' && { environment_scope: environment }),
  }
  const hidden = visibility === 'hidden' && { masked_and_hidden: true }
  const done = isThere
    ? await ask(one, 'PUT', parts)
    : await ask(all, 'POST', { key: variableName, ...parts, ...hidden })
  if (done.status !== 200 && done.status !== 201) throw whyRefused(done, order, value)
  return { how: isThere ? 'updated' : 'created' }
}

// The token goes with every request: over plain http only to this very machine.
function baseOf(text: string): string {
  const endpoint = parseMirrorUrl(text)
  if (!endpoint.ok) throw failure(endpoint.notice.code, endpoint.notice.values)
  if (endpoint.value.scheme === 'http' && !isLoopback(endpoint.value.host))
    throw failure('auth-gitlab-plain', { host: endpoint.value.host })
  return formatEndpoint(endpoint.value)
}

/** The host, with its port, that a variable would go to; fails as setting one would. */
export function gitlabHost(gitlab: string): string {
  return new URL(baseOf(gitlab)).host
}

function folderOf(place: VariablePlace): string {
  if (place.kind === 'instance') return 'admin/ci/variables'
  return `${place.kind}s/${encodeURIComponent(place.path)}/variables`
}

// The project may be missing as well, and then it says so [lib/api/helpers.rb, not_found!].
function isAbsent({ status, text }: Reply): boolean {
  const { message } = objectOf(parseObject(text))
  return status === 404 && typeof message === 'string' && /variable/i.test(message)
}

function whyRefused(
  { status, headers, text }: Reply,
  { gitlab, place, token }: VariableOrder,
  value: Secret,
): AppError {
  const host = new URL(gitlab).host
  const where = place.kind === 'instance' ? 'the instance' : place.path
  if (status >= 300 && status < 400)
    return failure('auth-redirected', {
      host,
      to: URL.parse(headers.location ?? '', gitlab)?.host ?? 'another address',
    })
  if (status === 401) return failure('auth-gitlab-token', { host })
  if (status === 403) return failure('auth-gitlab-forbidden', { host, where })
  if (status === 404) return failure('auth-gitlab-missing', { host, where })
  if (status === 400) return failure('auth-gitlab-invalid', { host, why: reasonsIn(text, token, value) })
  return failure('auth-odd-status', { host, status })
}

/** What GitLab says of each attribute, unless it quotes a secret of ours [lib/api/helpers.rb, render_validation_error!]. */
function reasonsIn(text: string, token: string, value: Secret): string {
  const { message, error } = objectOf(parseObject(text))
  const said =
    typeof message === 'object'
      ? Object.entries(objectOf(message)).map(([name, why]) => `${name} ${[why].flat().join(', ')}`)
      : [message, error].filter((one) => typeof one === 'string')
  const reason = said.join('; ').replace(/\.$/, '')
  // All of it is searched before it is cut, since the cut may go through a secret.
  if (quotesSecret(reason, [token, ...secretsIn(value.reveal())])) return 'it quotes the value'
  return reason === '' ? 'it gives no reason' : plainText(reason)
}
