import { useId } from 'react'
import { useProfileWords } from '../locales/profile-words.ts'

interface Props {
  readonly text: string
  readonly onChange: (text: string) => void
}

/** Where a file or a link is pasted, or a file read. */
export function OfferFields({ text, onChange }: Props) {
  const { offer: words } = useProfileWords()
  const id = useId()
  return (
    <>
      <p className="aside">{words.about}</p>
      <div className="field">
        <label htmlFor={id}>{words.text}</label>
        <textarea
          id={id}
          rows={5}
          spellCheck={false}
          data-first-focus
          value={text}
          onChange={({ target }) => onChange(target.value)}
        />
      </div>
      <div className="field">
        <label htmlFor={`${id}-file`}>{words.file}</label>
        <input
          id={`${id}-file`}
          type="file"
          accept=".json,application/json"
          onChange={({ target }) => void target.files?.[0]?.text().then(onChange)}
        />
      </div>
    </>
  )
}
