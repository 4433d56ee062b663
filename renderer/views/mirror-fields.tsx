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
export function MirrorFields(props: Props) {
  return (
    <>
      <UpstreamField {...props} />
      <AddressFields {...props} />
    </>
  )
}

/** Which registry a mirror stands before. */
export function UpstreamField({ form, faults, onChange }: Props) {
  const { words, say } = useLocale()
  // Nobody is told of a fault in a field that was never touched.
  const [isTouched, setTouched] = useState(form.upstream !== '')
  return (
    <TextField
      label={words.mirrorForm.upstream}
      hint={words.mirrorForm.upstreamHint}
      value={form.upstream}
      fault={isTouched && faults.upstream ? say(faults.upstream) : null}
      suggestions={knownUpstreams}
      isFirst={form.upstream === ''}
      onChange={(upstream) => onChange({ upstream })}
      onLeave={() => setTouched(true)}
    />
  )
}

/** Where a mirror is, and for https how it proves who it is. */
export function AddressFields({ form, faults, onChange }: Props) {
  const { words, say } = useLocale()
  const { mirrorForm } = words
  const [isTouched, setTouched] = useState(form.url !== '')
  const isPlain = /^\s*http:/i.test(form.url) && !faults.url
  return (
    <>
      <TextField
        label={mirrorForm.url}
        hint={isPlain ? mirrorForm.plain : mirrorForm.urlHint}
        value={form.url}
        fault={(isTouched || form.url !== '') && faults.url ? say(faults.url) : null}
        placeholder="http://192.168.11.2:6000"
        isFirst={form.upstream !== ''}
        onChange={(url) => onChange({ url })}
        onLeave={() => setTouched(true)}
      />
      {isHttps(form) && <TrustFields form={form} isPemMissing={faults.isPemMissing} onChange={onChange} />}
    </>
  )
}
