import { useState } from 'react'
import { plainText } from '../../shared/plain-text.ts'
import type { Profile } from '../../shared/profiles/profile.ts'
import { useProfileWords } from '../locales/profile-words.ts'

interface Props {
  readonly profile: Profile
  readonly isCurrent: boolean
  readonly isLocked: boolean
  /** Resolves to whether it has the new name. */
  readonly onRename: (to: string) => Promise<boolean>
  readonly onRemove: () => void
}

/** One profile: what it sends where, another name for it, and its end. */
export function ProfileRow({ profile, isCurrent, isLocked, onRename, onRemove }: Props) {
  const words = useProfileWords()
  const { name, mirrors } = profile
  const [typed, setTyped] = useState<string | null>(null)
  const rename = async (): Promise<void> => {
    if (typed !== null && (typed === name || (await onRename(typed)))) setTyped(null)
  }
  return (
    <li>
      <div>
        {typed === null ? (
          <p>
            <strong>
              <bdi>{plainText(name)}</bdi>
            </strong>
            {isCurrent && <span className="aside"> · {words.current}</span>}
          </p>
        ) : (
          <input
            aria-label={words.newName(name)}
            value={typed}
            autoComplete="off"
            ref={(input) => input?.focus()}
            onChange={({ target }) => setTyped(target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return
              event.preventDefault()
              void rename()
            }}
          />
        )}
        <p className="aside">
          {mirrors.length === 0 ? words.isOff : mirrors.map(({ upstream, url }) => `${upstream} → ${url}`).join(', ')}
        </p>
      </div>
      <button
        type="button"
        className="small"
        disabled={isLocked}
        aria-label={words.renameThis(name)}
        onClick={() => (typed === null ? setTyped(name) : void rename())}
      >
        {words.rename}
      </button>
      <button
        type="button"
        className="small"
        disabled={isLocked}
        aria-label={words.removeThis(name)}
        onClick={onRemove}
      >
        {words.remove}
      </button>
    </li>
  )
}
