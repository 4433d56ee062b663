import { parseTokenAnswer } from '../../../shared/codecs/token-answer.ts'
import { tokenFacts, type TokenFacts } from '../../../shared/gitlab/check/challenge.ts'
import { finding, type Finding } from '../../../shared/gitlab/check/finding.ts'
import { realmPath, service } from '../../../shared/gitlab/check/rules/agreement.ts'
import { formatWebUrl, type WebUrl } from '../../../shared/gitlab/check/web-url.ts'
import { get, type Got } from './get.ts'
import { whyNot } from './why-not.ts'

/** A token that GitLab gives to everybody, for nothing. */
export interface GuestToken extends TokenFacts {
  readonly token: string
}

/**
 * Asks GitLab for a token as a guest. It gives one with empty access to whoever names a scope
 * (app/services/auth/container_registry_authentication_service.rb), and so shows its key and its issuer.
 */
export async function askGitlab(
  gitlab: WebUrl,
  signal: AbortSignal,
): Promise<{ readonly guest: GuestToken | null; readonly findings: readonly Finding[] }> {
  const subject = `${formatWebUrl(gitlab)}${realmPath}`
  let got: Got
  try {
    got = await get(gitlab, `${realmPath}?service=${service}&scope=repository:pullcord/check:pull`, signal)
  } catch (error) {
    const values = { url: formatWebUrl(gitlab), why: whyNot(error) }
    return { guest: null, findings: [finding('check-gitlab-gone', subject, values)] }
  }
  const { status, body } = got
  const values = { url: subject, status }
  if (status >= 500) return { guest: null, findings: [finding('check-gitlab-error', subject, values)] }
  if (status === 404 && /UNAVAILABLE|registry not enabled/.test(body))
    return { guest: null, findings: [finding('check-gitlab-disabled', subject, { url: formatWebUrl(gitlab) })] }
  const guest = status === 200 ? guestOf(body) : null
  if (guest)
    return { guest, findings: [finding('check-gitlab-answers', subject, { issuer: guest.issuer, kid: guest.kid })] }
  // A GitLab that lets nobody in without a login says 401 or 403, and is there.
  const isThere = status === 401 || status === 403
  return { guest: null, findings: isThere ? [] : [finding('check-gitlab-no-realm', subject, values)] }
}

function guestOf(body: string): GuestToken | null {
  const token = parseTokenAnswer(body)
  const halves = token?.split('.') ?? []
  if (token === null || halves.length !== 3) return null
  try {
    const [header, claims] = halves
      .slice(0, 2)
      .map((half): unknown => JSON.parse(Buffer.from(half, 'base64url').toString()))
    return { token, ...tokenFacts(header, claims) }
  } catch {
    return null
  }
}
