import { useId } from 'react'
import type { MirrorForm, Trust } from '../model/mirror-draft.ts'
import { useLocale } from '../state/use-app.ts'

interface Props {
  readonly form: MirrorForm
  readonly isPemMissing: boolean
  readonly onChange: (parts: Partial<MirrorForm>) => void
}

/** How an https mirror proves who it is; the three ways exclude each other. */
export function TrustFields({ form, isPemMissing, onChange }: Props) {
  const { mirrorForm: words } = useLocale().words
  const pemId = useId()
  const ways: readonly (readonly [Trust, string])[] = [
    ['system', words.trustSystem],
    ['own', words.trustOwn],
    ['none', words.trustNone],
  ]
  const readFile = async (file: File | undefined): Promise<void> => {
    if (file) onChange({ pem: await file.text() })
  }
  return (
    <fieldset>
      <legend>{words.trust}</legend>
      {ways.map(([trust, label]) => (
        <label key={trust} className="choice">
          <input type="radio" name="trust" checked={form.trust === trust} onChange={() => onChange({ trust })} />
          <span>{label}</span>
        </label>
      ))}
      {form.trust === 'none' && (
        <p className="warning" aria-live="polite">
          {words.insecureWarning}
        </p>
      )}
      {form.trust === 'own' && (
        <div className="field">
          <label htmlFor={pemId}>{words.pem}</label>
          <textarea
            id={pemId}
            rows={4}
            spellCheck={false}
            value={form.pem}
            aria-describedby={`${pemId}-help`}
            onChange={({ target }) => onChange({ pem: target.value })}
          />
          <p className="aside" id={`${pemId}-help`}>
            {isPemMissing && words.pemMissing}
          </p>
          <label className="file">
            <span>{words.pemFile}</span>
            <input type="file" accept=".pem,.crt,.cer" onChange={({ target }) => void readFile(target.files?.[0])} />
          </label>
        </div>
      )}
    </fieldset>
  )
}
