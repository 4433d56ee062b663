import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import type { SecureContext } from 'node:tls'
import { AppError, errnoOf, failure } from '../../shared/errors.ts'

/** One request to a registry, its token service or GitLab. */
export interface Question {
  readonly url: URL
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** PEM of an authority that is trusted beside those of Node and the system; null for none. */
  readonly ca: string | null
  readonly signal: AbortSignal
}

/** The answer, with no more of its body than anybody needs. */
export interface Reply {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

const patienceMs = 10_000
const maxBody = 256 * 1024

/**
 * Asks once, over a connection of its own; TLS is always verified, and a redirect is an answer. What fails is an
 * AppError that names the host and nothing else of the request.
 */
export async function askOnce({ url, method = 'GET', headers = {}, body, ca, signal }: Question): Promise<Reply> {
  const { request } = process.getBuiltinModule(url.protocol === 'https:' ? 'node:https' : 'node:http')
  const both = AbortSignal.any([signal, AbortSignal.timeout(patienceMs)])
  const sent = body === undefined ? headers : { ...headers, 'content-length': String(Buffer.byteLength(body)) }
  const options = { method, headers: { accept: 'application/json', ...sent }, agent: false, signal: both } as const
  try {
    return await new Promise((resolve, reject) => {
      const ask = request(
        url,
        { ...options, ...(url.protocol === 'https:' && { secureContext: contextWith(ca) }) },
        (response: IncomingMessage) => {
          let text = ''
          const done = (): void => resolve({ status: response.statusCode ?? 0, headers: response.headers, text })
          response.setEncoding('utf8').on('data', (chunk: string) => {
            text += chunk
            if (text.length <= maxBody) return
            done()
            response.destroy()
          })
          response.on('end', done).on('error', reject)
        },
      )
      ask.on('error', reject).end(body)
    })
  } catch (error) {
    throw signal.aborted ? error : whyUnanswered(url.host, error)
  }
}

let last: { readonly own: string | null; readonly context: SecureContext } | null = null

// docker, podman and curl trust the authorities of the system, where a company puts its own; Node by itself does not.
// To read some 300 certificates takes longer than most requests do, so one context serves until another is wanted.
function contextWith(own: string | null): SecureContext {
  if (last?.own === own) return last.context
  const { createSecureContext, getCACertificates } = process.getBuiltinModule('node:tls')
  const ca = new Set([...getCACertificates('default'), ...getCACertificates('system'), ...(own === null ? [] : [own])])
  last = { own, context: createSecureContext({ ca: [...ca] }) }
  return last.context
}

/** Whether nothing but the lack of TLS on the other side made a question fail. */
export function isWithoutTls(error: unknown): boolean {
  return error instanceof AppError && error.notice.code === 'auth-no-tls'
}

function whyUnanswered(host: string, error: unknown): AppError {
  const code = errnoOf(error) ?? ''
  const { name, message } = error as Error
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return failure('auth-host-unknown', { host }, error)
  if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ALTNAME|ISSUER/.test(code))
    return failure('auth-untrusted', { host, why: message.split('\n')[0]!.replace(/\.$/, '') }, error)
  if (/^(EPROTO|ERR_SSL)/.test(code)) return failure('auth-no-tls', { host }, error)
  const why = name === 'TimeoutError' || code === 'ABORT_ERR' ? `no answer within ${patienceMs / 1000} s` : code
  return failure('auth-unreachable', { host, why: why || 'the connection broke' }, error)
}
