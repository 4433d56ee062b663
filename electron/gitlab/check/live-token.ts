import type { KeyObject } from 'node:crypto'
import { finding, type Finding } from '../../../shared/gitlab/check/finding.ts'
import { formatWebUrl } from '../../../shared/gitlab/check/web-url.ts'
import { algorithmOf, keyIdOf } from '../key-id.ts'
import { mintToken } from '../registry-token.ts'
import { get } from './get.ts'
import type { GuestToken } from './live-gitlab.ts'
import type { LiveRegistry } from './live-registry.ts'

/** The key of the files with which GitLab is to sign. */
export interface SigningKey {
  readonly path: string
  readonly key: KeyObject
}

/** What there is to try a registry with. */
export interface Trial {
  readonly guest: GuestToken | null
  readonly signing: SigningKey | null
  /** As whom GitLab signs, and whom the registry trusts, as far as files tell. */
  readonly gitlabIssuer: string | null
  readonly registryIssuer: string | null
}

/** What docker-gitlab and Omnibus call themselves unless told. */
const usualIssuers = ['gitlab-issuer', 'omnibus-gitlab-issuer'] as const

/** As long as GitLab's own are valid at least. */
const lifetime = 120

/**
 * Shows the registry a token that opens nothing: GitLab's own for guests, or one of the given key. The registry says no
 * more than “invalid”; so where it refuses, the same key is tried by the registry's clock, and in other names.
 */
export async function tryTokens(live: LiveRegistry, trial: Trial, signal: AbortSignal): Promise<readonly Finding[]> {
  const { guest, signing } = trial
  const url = formatWebUrl(live.url)
  const opens = async (token: string): Promise<boolean> => (await get(live.url, '/v2/', signal, token)).status === 200
  const issuer = guest?.issuer ?? trial.gitlabIssuer ?? trial.registryIssuer ?? usualIssuers[0]
  const isOfUse = signing !== null && algorithmOf(signing.key) !== null
  if (guest === null && !isOfUse) return [finding('check-token-none', url, { url })]

  const source = guest ? 'GitLab' : (signing?.path ?? '')
  const mint = (as: string, at: number): string =>
    mintToken({ key: signing!.key, issuer: as, service: live.challenge.service, subject: '', access: [], lifetime, at })
  const now = Math.floor(Date.now() / 1000)
  if (await opens(guest?.token ?? mint(issuer, now))) return [finding('check-token-accepted', url, { url, source })]

  const kid = guest?.kid ?? keyIdOf(signing!.key)
  const values = { url, source, issuer, kid }
  const isSame = isOfUse && keyIdOf(signing.key) === kid
  if (isSame) {
    const there = now + live.ahead
    const others = [...new Set([trial.registryIssuer, ...usualIssuers])].filter((one) => one !== null && one !== issuer)
    const [inTime, ...byName] = await Promise.all(
      [issuer, ...others].map(async (one) => await opens(mint(one ?? '', there))),
    )
    if (inTime) return [finding('check-token-clock', url, { ...values, seconds: Math.abs(live.ahead) })]
    const wanted = others[byName.indexOf(true)]
    if (wanted) return [finding('check-token-issuer', url, { ...values, wanted })]
  } else if (trial.registryIssuer !== null && trial.registryIssuer !== issuer)
    return [finding('check-token-issuer', url, { ...values, wanted: trial.registryIssuer })]
  return [finding(live.version === 3 ? 'check-token-refused-3' : 'check-token-refused', url, values)]
}
