import type { MirrorDraft } from '../../shared/contract.ts'
import type { Identified, IdentifyDraft, ServerName } from '../../shared/mirrors/contract.ts'
import { noticeLines } from './words.ts'

const names: Readonly<Record<ServerName, string>> = {
  distribution: 'distribution (docker-registry)',
  zot: 'zot',
  harbor: 'Harbor',
  artifactory: 'Artifactory',
  nexus: 'Nexus',
  gitlab: 'GitLab dependency proxy',
}

/** What is looked for does not depend on the upstream that was named. */
export function withoutUpstream({ url, insecure, ca }: MirrorDraft): IdentifyDraft {
  return { url, insecure, ca }
}

/** What a server turned out to be, in a line, and what to write beside. */
export function identifiedLines({
  server,
  isPullThrough,
  upstream,
  certificate,
  suggestions,
}: Identified): readonly string[] {
  const what = server === null ? [] : [`${names[server.name]}${server.version === null ? '' : ` ${server.version}`}`]
  const whose = isPullThrough ? [`a pull-through${upstream === null ? '' : ` of ${upstream}`}`] : []
  const until = certificate ? [`certificate by ${certificate.issuer} until ${certificate.to.slice(0, 10)}`] : []
  const all = [...what, ...whose, ...until]
  return [...(all.length === 0 ? [] : [`  ${all.join(', ')}`]), ...suggestions.flatMap(noticeLines)]
}

/** The same for `--json`. */
export function identifiedJson({ server, isPullThrough, upstream, certificate, suggestions }: Identified): object {
  return {
    server,
    isPullThrough,
    seenUpstream: upstream,
    certificate,
    suggestions: suggestions.map(({ code, message, hint }) => ({ code, message, hint })),
  }
}
