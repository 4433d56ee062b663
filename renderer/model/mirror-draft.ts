import type { MirrorDraft } from '../../shared/contract.ts'
import type { Notice } from '../../shared/notice.ts'
import { makeMirror, type Mirror, parseMirrorUrl, parseUpstream } from '../../shared/registry.ts'

/** How the certificate of an https mirror is trusted. */
export type Trust = 'system' | 'own' | 'none'

/** What stands in the form; fields that do not apply keep what was typed. */
export interface MirrorForm {
  readonly upstream: string
  readonly url: string
  readonly trust: Trust
  readonly pem: string
}

/** What is wrong with a form, field by field; null for what is right. */
export interface FormFaults {
  readonly upstream: Notice | null
  readonly url: Notice | null
  readonly isPemMissing: boolean
  readonly isFine: boolean
}

/** A form for a new mirror, or for one of the list. */
export function formOf(mirror: Mirror | undefined, upstream: string): MirrorForm {
  if (!mirror) return { upstream, url: '', trust: 'system', pem: '' }
  const trust = mirror.ca ? 'own' : mirror.insecure ? 'none' : 'system'
  return { upstream: mirror.upstream, url: mirror.url, trust, pem: mirror.ca?.pem ?? '' }
}

/** Checks a form with the very rules that the core applies. */
export function checkForm(form: MirrorForm): FormFaults {
  const upstream = parseUpstream(form.upstream)
  const url = parseMirrorUrl(form.url)
  // Both may be right and still not go together.
  const whole = upstream.ok && url.ok ? makeMirror(form.upstream, form.url) : null
  const isPemMissing = isHttps(form) && form.trust === 'own' && !/-----BEGIN CERTIFICATE-----/.test(form.pem)
  const faults = {
    upstream: upstream.ok ? null : upstream.notice,
    url: url.ok ? (whole?.ok === false ? whole.notice : null) : url.notice,
    isPemMissing,
  }
  return { ...faults, isFine: !faults.upstream && !faults.url && !isPemMissing }
}

/** Whether TLS is a question at all. */
export function isHttps({ url }: Pick<MirrorForm, 'url'>): boolean {
  return /^\s*https:/i.test(url)
}

/** What goes to the core: options of TLS only where there is TLS. */
export function draftOf(form: MirrorForm): MirrorDraft {
  const isTls = isHttps(form)
  return {
    upstream: form.upstream.trim(),
    url: form.url.trim(),
    insecure: isTls && form.trust === 'none',
    ca: isTls && form.trust === 'own' ? form.pem : null,
  }
}
