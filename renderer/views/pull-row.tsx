import { engineName } from '../../shared/engine-names.ts'
import type { Pull } from '../../shared/pulls/pull.ts'
import { Mark, outcomeLooks } from '../components/mark.tsx'
import { Plain } from '../components/plain.tsx'
import { clock } from '../model/clock.ts'
import { imageName } from '../model/image-name.ts'
import { useWindowState } from '../state/use-app.ts'
import { PullEvidence } from './pull-evidence.tsx'

interface Props {
  readonly pull: Pull
  readonly tabIndex: 0 | -1
  readonly isOpened: boolean
  readonly onToggle: () => void
}

/** One pull on one line; it opens what was seen of it below itself. */
export function PullRow({ pull, tabIndex, isOpened, onToggle }: Props) {
  const { locale, now } = useWindowState()
  const { pulls: words, names } = locale.words
  const { at, image, engine, client, outcome, isSettled, failed } = pull
  const who = engine ? engineName(engine, [], names) : (client ?? words.unnamed)
  const [, tone] = outcomeLooks[outcome]
  const iso = new Date(at).toISOString()
  return (
    <>
      <button
        type="button"
        className="pull"
        tabIndex={tabIndex}
        aria-expanded={isOpened}
        data-tone={tone}
        onClick={onToggle}
        onKeyDown={({ key }) => key === 'Escape' && isOpened && onToggle()}
      >
        <span className="what">
          <Plain text={imageName(image)} />
        </span>
        <span className="outcome">
          <Mark look={outcomeLooks[outcome]} /> {words.outcome[outcome]}
          {failed !== null && ` · ${words.failed}`}
          {!isSettled && <span title={words.pending}>…</span>}
        </span>
        <time dateTime={iso}>{clock(iso, now, locale.tag)}</time>
        <span className="by">
          <Plain text={who} />
        </span>
      </button>
      {isOpened && <PullEvidence key={pull.id} pull={pull} />}
    </>
  )
}
