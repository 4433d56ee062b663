import type { Identified } from '../../shared/mirrors/contract.ts'
import { useSetupWords } from '../locales/setup-words.ts'
import type { MirrorForm } from '../model/mirror-draft.ts'

interface Props {
  readonly found: Identified
  readonly form: MirrorForm
  readonly onChange: (parts: Partial<MirrorForm>) => void
}

/** What may be taken over from the answer with one press: the address that worked, its registry, its authority. */
export function AnswerRemedies({ found, form, onChange }: Props) {
  const { found: words } = useSetupWords()
  const { url, upstream, certificate, health } = found
  const typed = form.url.trim().replace(/\/+$/, '')
  const authority = health === 'untrusted' && certificate?.fault === 'self-signed' ? certificate.authority : null
  const remedies: readonly (readonly [label: string, parts: Partial<MirrorForm>] | null)[] = [
    url !== null && url !== typed && health !== 'gone' ? [words.takeUrl(url), { url }] : null,
    upstream !== null && upstream !== form.upstream ? [words.takeUpstream(upstream), { upstream }] : null,
    authority && certificate ? [words.trust(certificate.sha256), { trust: 'own', pem: authority.pem }] : null,
  ]
  return remedies.map(
    (remedy) =>
      remedy && (
        <button key={remedy[0]} type="button" className="small" onClick={() => onChange(remedy[1])}>
          {remedy[0]}
        </button>
      ),
  )
}
