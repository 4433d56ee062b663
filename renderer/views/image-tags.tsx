import { useId, useState } from 'react'
import { NoticeText } from '../components/notice-text.tsx'
import { Plain } from '../components/plain.tsx'
import { TroubleText } from '../components/trouble-text.tsx'
import { useMirrorWords } from '../locales/mirror-words.ts'
import { useAsking } from '../state/use-asking.ts'

interface Props {
  readonly mirror: string
  readonly repository: string
  readonly onChoose: (tag: string) => void
}

/** More are not drawn: nobody reads them, and a filter finds each. */
const maxShown = 100

/** The tags of a repository, asked for by a press; what that sets off stands beside the button. */
export function ImageTags({ mirror, repository, onChoose }: Props) {
  const { image: words } = useMirrorWords()
  const { value, trouble, isAsking, ask } = useAsking('catalog.tags')
  const [text, setText] = useState('')
  const riskId = useId()
  const matching = (value?.tags ?? []).filter((tag) => tag.includes(text.trim()))
  return (
    <section aria-labelledby="image-tags">
      <h3 id="image-tags">{words.tags}</h3>
      {!value && (
        <div className="risk">
          <p className="aside" id={riskId}>
            {words.tagsRisk}
          </p>
          <button
            type="button"
            aria-describedby={riskId}
            disabled={isAsking}
            onClick={() => void ask({ mirror, repository })}
          >
            {isAsking ? words.asking : words.showTags}
          </button>
        </div>
      )}
      <div aria-live="polite">
        {trouble && <TroubleText trouble={trouble} />}
        {value?.notice && <NoticeText notice={value.notice} tone={value.isComplete ? 'quiet' : 'warning'} />}
        {value?.tags.length === 0 && <p>{words.noTags}</p>}
      </div>
      {value && value.tags.length > maxShown && (
        <input
          value={text}
          aria-label={words.tagFilter}
          placeholder={words.tagFilter}
          spellCheck={false}
          autoComplete="off"
          onChange={({ target }) => setText(target.value)}
        />
      )}
      <ul className="tags">
        {matching.slice(0, maxShown).map((tag) => (
          <li key={tag}>
            <button type="button" className="small" onClick={() => onChoose(tag)}>
              <Plain text={tag} />
            </button>
          </li>
        ))}
      </ul>
      {matching.length > maxShown && <p className="aside">{words.more(matching.length - maxShown)}</p>}
    </section>
  )
}
