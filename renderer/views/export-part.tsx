import { useId, useState } from 'react'
import { TroubleText } from '../components/trouble-text.tsx'
import { useProfileWords } from '../locales/profile-words.ts'
import { useLocale } from '../state/use-app.ts'
import { useReading } from '../state/use-reading.ts'

/** The list and the profiles for a colleague, as a link to copy. */
export function ExportPart() {
  const { copied } = useLocale().words.engines
  const { offer: words } = useProfileWords()
  const { value, trouble } = useReading('exchange.write', {}, '')
  const [isCopied, setCopied] = useState(false)
  const id = useId()
  const copy = (link: string): void => {
    navigator.clipboard.writeText(link).then(
      () => setCopied(true),
      () => {},
    )
  }
  return (
    <section aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>{words.export}</h3>
      {trouble && <TroubleText trouble={trouble} />}
      {value && (
        <div className="field">
          <label htmlFor={id}>{words.link}</label>
          <textarea id={id} rows={2} readOnly value={value.link} aria-describedby={`${id}-help`} />
          <p className="aside" id={`${id}-help`}>
            {words.exportHint}{' '}
            <button type="button" className="inline" onClick={() => copy(value.link)}>
              {isCopied ? copied : words.copyLink}
            </button>
          </p>
        </div>
      )}
    </section>
  )
}
