import { useState } from 'react'
import { TextField } from '../components/text-field.tsx'
import { type FormFaults, isHttps, type MirrorForm } from '../model/mirror-draft.ts'
import { useLocale } from '../state/use-app.ts'
import { TrustFields } from './trust-fields.tsx'

interface Props {
  readonly form: MirrorForm
  readonly faults: FormFaults
  readonly onChange: (parts: Partial<MirrorForm>) => void
}

const knownUpstreams = ['docker.io', 'quay.io', 'ghcr.io', 'registry.k8s.io', 'gcr.io', 'mcr.microsoft.com']

/** The fields of a mirror, checked while one types. */
export function MirrorFields({ form, faults, onChange }: Props) {
  const { words, say } = useLocale()
  const { mirrorForm } = words
  // Nobody is told of a fault in a field that was never touched.
  const [touched, setTouched] = useState({ upstream: form.upstream !== '', url: form.url !== '' })
  const isPlain = /^\s*http:/i.test(form.url) && !faults.url
  return (
    <>
      <TextField
        label={mirrorForm.upstream}
        hint={mirrorForm.upstreamHint}
        value={form.upstream}
        fault={touched.upstream && faults.upstream ? say(faults.upstream) : null}
        suggestions={knownUpstreams}
        isFirst={form.upstream === ''}
        onChange={(upstream) => onChange({ upstream })}
        onLeave={() => setTouched({ ...touched, upstream: true })}
      />
      <TextField
        label={mirrorForm.url}
        hint={isPlain ? mirrorForm.plain : mirrorForm.urlHint}
        value={form.url}
        fault={(touched.url || form.url !== '') && faults.url ? say(faults.url) : null}
        placeholder="http://192.168.11.2:6000"
        isFirst={form.upstream !== ''}
        onChange={(url) => onChange({ url })}
        onLeave={() => setTouched({ ...touched, url: true })}
      />
      {isHttps(form) && <TrustFields form={form} isPemMissing={faults.isPemMissing} onChange={onChange} />}
    </>
  )
}
