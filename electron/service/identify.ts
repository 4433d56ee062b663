import type { Identified, IdentifyDraft } from '../../shared/mirrors/contract.ts'
import type { Notice } from '../../shared/notice.ts'
import { formatEndpoint, parseMirrorUrl, type Mirror } from '../../shared/registry.ts'
import { certificateOf } from '../system/certificate.ts'

/** What is at a URL; a text that is none yet is answered by what is missing, and nobody is asked. */
export async function identifyUrl({ url, insecure, ca }: IdentifyDraft, signal: AbortSignal): Promise<Identified> {
  const text = url.trim()
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text)
  const first = parseMirrorUrl(hasScheme || text === '' ? text : `https://${text}`)
  if (!first.ok) return nothing(first.notice)
  const schemes = hasScheme ? [first.value.scheme] : (['https', 'http'] as const)
  const authority = ca === null ? null : certificateOf(ca)
  const candidates = schemes.map((scheme): Mirror => {
    const tls = scheme === 'https' ? { insecure, ca: insecure ? null : authority } : { insecure: false, ca: null }
    // Whose mirror it is, is what is to be found out.
    return { upstream: 'docker.io', url: formatEndpoint({ ...first.value, scheme }), ...tls }
  })
  const { identify } = await import('../mirrors/identify.ts')
  const found = await identify(candidates, signal)
  signal.throwIfAborted()
  return found
}

function nothing(why: Notice): Identified {
  return {
    url: null,
    health: 'unknown',
    latencyMs: null,
    notice: why,
    server: null,
    isPullThrough: null,
    upstream: null,
    certificate: null,
    suggestions: [],
  }
}
