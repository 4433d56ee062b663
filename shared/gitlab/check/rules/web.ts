import { finding, type Finding, type FindingCode } from '../finding.ts'
import type { CertificateFacts } from '../pem-facts.ts'
import { pemOf, registryHost, type Scene } from '../scene.ts'
import { subjectOf } from '../setting.ts'
import { covers, webFiles, type WebFile } from './web-files.ts'

const soonMs = 14 * 24 * 3600 * 1000

const incomplete: Readonly<Record<WebFile['server'], FindingCode>> = {
  nginx: 'check-chain-nginx',
  apache: 'check-chain-apache',
  omnibus: 'check-chain-other',
  registry: 'check-chain-other',
}

/** The certificate that people meet: whose it is, whether it is of today, and whether its chain is whole and in order. */
export function webRule(scene: Scene): readonly Finding[] {
  return webFiles(scene).flatMap((web) => webFindings(scene, web))
}

function webFindings(
  scene: Scene,
  { server, setting, file, sent, leaf, key, keySetting }: WebFile,
): readonly Finding[] {
  if (file === null) return []
  const host = registryHost(scene) ?? ''
  const subject = subjectOf(setting)
  const values = {
    directive: setting.name,
    path: file.path,
    host,
    subject: leaf?.subject ?? '',
    issuer: leaf?.issuer ?? '',
  }
  if (leaf === null) return [finding('check-chain-order', subject, values)]
  const signing = pemOf(scene, scene.gitlab?.keyPath ?? null, scene.gitlab?.service ?? null)?.keys[0]?.keyId
  // The registry's own TLS is for GitLab alone where a web server stands before it.
  const isInside = server === 'registry' && scene.sites.length > 0
  const isForHost = host === '' || isInside || leaf.names.some((name) => covers(name, host))
  if (leaf.keyId === signing && !isForHost && leaf.names.length === 0)
    return [finding('check-web-is-token', subject, values)]
  const found: Finding[] = []
  if (leaf.isAuthority && sent.length > 1 && !leaf.isSelfSigned) return [finding('check-chain-order', subject, values)]
  if (key !== null && keySetting !== null && key !== leaf.keyId)
    found.push(finding('check-web-key', subjectOf(keySetting), { ...values, key: keySetting.name }))
  if (!isForHost) found.push(finding('check-web-name', subject, { ...values, names: leaf.names.join(', ') || '–' }))
  found.push(...dateFindings(leaf, scene.now, subject, values))
  if (leaf.isSelfSigned) {
    if (!leaf.isTrusted && !isInside) found.push(finding('check-web-self-signed', subject, values))
    return found
  }
  const { isWhole, isOrdered, last } = follow(leaf, sent)
  if (!isWhole)
    found.push(finding(incomplete[server], subject, { ...values, issuer: last.issuer, from: sourceOf(scene, last) }))
  else if (!isOrdered) found.push(finding('check-chain-order', subject, values))
  else found.push(finding('check-chain-right', subject, { ...values, count: sent.length }))
  return found
}

/** Dates of a certificate against today. */
export function dateFindings(
  { notBefore, notAfter }: Pick<CertificateFacts, 'notBefore' | 'notAfter'>,
  now: number,
  subject: string,
  values: Readonly<Record<string, string>>,
): readonly Finding[] {
  const day = (at: number): string => new Date(at).toISOString().slice(0, 10)
  if (notAfter < now) return [finding('check-web-expired', subject, { ...values, date: day(notAfter) })]
  if (notBefore > now) return [finding('check-web-not-yet', subject, { ...values, date: day(notBefore) })]
  return notAfter < now + soonMs ? [finding('check-web-soon', subject, { ...values, date: day(notAfter) })] : []
}

interface Followed {
  /** It ends at an authority that is trusted without being sent. */
  readonly isWhole: boolean
  /** Each certificate signs the one before it, as TLS 1.2 asks for (RFC 5246, 7.4.2). */
  readonly isOrdered: boolean
  readonly last: CertificateFacts
}

// A root may be sent or left out; both are right.
function follow(leaf: CertificateFacts, sent: readonly CertificateFacts[]): Followed {
  let last = leaf
  const used = new Set([leaf.id])
  let isOrdered = true
  for (;;) {
    const next = sent.find(({ id }) => last.signers.includes(id) && !used.has(id))
    if (next === undefined) break
    isOrdered &&= sent.indexOf(next) === used.size
    used.add(next.id)
    last = next
  }
  return { isWhole: last.hasTrustedIssuer || last.isTrusted, isOrdered, last }
}

// The file among those given that holds what is missing.
function sourceOf({ material }: Scene, last: CertificateFacts): string {
  const holder = material.find(
    (file) => file.kind === 'pem' && file.certificates.some(({ id }) => last.signers.includes(id)),
  )
  return holder?.path ?? last.issuer
}
