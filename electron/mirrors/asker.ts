import type { Mirror } from '../../shared/registry.ts'
import { tokenForAnybody } from './bearer.ts'
import { tokenFrom } from './hub-token.ts'
import { realHub, type Hub } from './quota.ts'
import { timedGet, type Timed, type TimedOptions } from './timed-get.ts'

/** Asks one server about one repository, as anybody would. */
export type Asker = (path: string, options: TimedOptions) => Promise<Timed>

/** Where Docker Hub is asked; other addresses are for tests. */
export interface HubServers extends Hub {
  /** Its web interface, which names the images of a tag without counting a pull. */
  readonly api: string
}

export const realHubServers: HubServers = { ...realHub, api: 'https://hub.docker.com' }

/** Asks a mirror; the token that it gives to everybody is fetched once, where it wants one. */
export function askerOf(server: Mirror): Asker {
  return withToken(server, ({ headers }, signal) => tokenForAnybody(server, { headers }, signal))
}

/** Asks an upstream itself, without anybody's login. */
export function upstreamAsker(upstream: string, repository: string, hub: HubServers): Asker {
  const isHub = upstream === 'docker.io'
  const server: Mirror = { upstream, url: isHub ? hub.registry : `https://${upstream}`, insecure: false, ca: null }
  if (!isHub) return askerOf(server)
  return withToken(server, async (_, signal) => {
    const token = await tokenFrom(hub.auth, repository, null, signal)
    return token.ok ? token.value : null
  })
}

function withToken(server: Mirror, tokenAfter: (answer: Timed, signal: AbortSignal) => Promise<string | null>): Asker {
  let token: string | null = null
  const authorized = (options: TimedOptions): TimedOptions =>
    token === null ? options : { ...options, headers: { ...options.headers, authorization: `Bearer ${token}` } }
  return async (path, options) => {
    const answer = await timedGet(server, path, authorized(options))
    if (answer.status !== 401 || token !== null) return answer
    token = await tokenAfter(answer, options.signal)
    return token === null ? answer : await timedGet(server, path, authorized(options))
  }
}
