import { parseChallenge, type Challenge } from '../../../shared/gitlab/check/challenge.ts'
import { finding, type Finding } from '../../../shared/gitlab/check/finding.ts'
import { realmFindings, service } from '../../../shared/gitlab/check/rules/agreement.ts'
import { said } from '../../../shared/gitlab/check/setting.ts'
import type { Sides } from '../../../shared/gitlab/check/sides.ts'
import { formatWebUrl, type WebUrl } from '../../../shared/gitlab/check/web-url.ts'
import { get, type Got } from './get.ts'
import { whyNot } from './why-not.ts'

/** A registry that asks for tokens, as it showed itself. */
export interface LiveRegistry {
  readonly url: WebUrl
  readonly challenge: Challenge
  readonly version: 2 | 3 | null
  /** Seconds by which its clock is ahead of ours. */
  readonly ahead: number
}

/** Above this, tokens that live for minutes begin to fail: a registry forgives 60 s (distribution, token.go, Leeway). */
const skewSeconds = 30

/** Asks a registry who it is. */
export async function askRegistry(
  url: WebUrl,
  gitlab: WebUrl | null,
  { registry }: Pick<Sides, 'registry'>,
  signal: AbortSignal,
): Promise<{ readonly live: LiveRegistry | null; readonly findings: readonly Finding[] }> {
  const subject = formatWebUrl(url)
  let got: Got
  try {
    got = await get(url, '/v2/', signal)
  } catch (error) {
    return { live: null, findings: [finding('check-live-gone', subject, { url: subject, why: whyNot(error) })] }
  }
  const { status, headers } = got
  const challenge = parseChallenge(headers['www-authenticate'])
  const isRegistry = headers['docker-distribution-api-version'] !== undefined
  if (status === 200 && isRegistry)
    return { live: null, findings: [finding('check-live-open', subject, { url: subject })] }
  if (status !== 401 || challenge === null)
    return { live: null, findings: [finding('check-live-not-registry', subject, { url: subject, status })] }
  if (challenge.scheme !== 'bearer')
    return { live: null, findings: [finding('check-live-basic', subject, { url: subject, scheme: challenge.scheme })] }
  const live = { url, challenge, version: isRegistry ? versionOf(got) : null, ahead: aheadOf(got) }
  const found: Finding[] = [...realmFindings(challenge.realm, gitlab, subject, 'REGISTRY_AUTH_TOKEN_REALM')]
  if (challenge.service !== service)
    found.push(
      finding('check-service-wrong', subject, {
        variable: 'REGISTRY_AUTH_TOKEN_SERVICE',
        value: challenge.service,
        wanted: service,
      }),
    )
  for (const name of ['realm', 'service'] as const) {
    const setting = registry?.get(`auth.token.${name}`) ?? null
    const wanted = said(setting)
    if (setting && wanted !== null && wanted !== challenge[name])
      found.push(finding('check-live-differs', subject, { variable: setting.name, wanted, value: challenge[name] }))
  }
  if (Math.abs(live.ahead) > skewSeconds)
    found.push(finding('check-live-clock', subject, { url: subject, seconds: Math.abs(live.ahead) }))
  found.push(
    finding('check-live-registry', subject, { url: subject, version: live.version ?? '?', realm: challenge.realm }),
  )
  return { live, findings: found }
}

// 2.8 names a charset, 3.x does not [measured]; GitLab's own looks keys up as 2 does.
function versionOf({ headers }: Got): LiveRegistry['version'] {
  if (headers['gitlab-container-registry-version'] !== undefined) return 2
  const type = headers['content-type'] ?? ''
  if (!type.startsWith('application/json')) return null
  return type.includes('charset') ? 2 : 3
}

function aheadOf({ headers }: Got): number {
  const there = Date.parse(headers.date ?? '')
  return Number.isNaN(there) ? 0 : Math.round((there - Date.now()) / 1000)
}
