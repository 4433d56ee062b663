import { useEffect, useId, useRef } from 'react'
import { useMirrorWords } from '../locales/mirror-words.ts'
import type { CollectorForm } from '../model/collector-draft.ts'

interface Props {
  readonly form: CollectorForm
  readonly isTls: boolean
  readonly onChange: (form: CollectorForm) => void
}

/** What reading a collector takes: its token, and over TLS perhaps the certificate of its authority. */
export function CollectorFields({ form, isTls, onChange }: Props) {
  const { collector: words } = useMirrorWords()
  const token = useRef<HTMLInputElement>(null)
  const id = useId()
  // It has appeared because somebody looked for it.
  useEffect(() => token.current?.focus(), [])
  return (
    <>
      <div className="field">
        <label htmlFor={id}>{words.token}</label>
        <input
          ref={token}
          id={id}
          type="password"
          value={form.token}
          autoComplete="off"
          aria-describedby={`${id}-help`}
          onChange={({ target }) => onChange({ ...form, token: target.value })}
        />
        <p className="aside" id={`${id}-help`}>
          {words.tokenHint}
        </p>
      </div>
      {isTls ? (
        <div className="field">
          <label htmlFor={`${id}-pem`}>{words.pem}</label>
          <textarea
            id={`${id}-pem`}
            rows={4}
            spellCheck={false}
            value={form.pem}
            onChange={({ target }) => onChange({ ...form, pem: target.value })}
          />
        </div>
      ) : (
        <p className="warning">{words.plain}</p>
      )}
    </>
  )
}
