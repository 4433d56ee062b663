import type { HistoryEntry } from '../../shared/history.ts'
import { Mark } from '../components/mark.tsx'
import { NoticeText } from '../components/notice-text.tsx'
import { clock } from '../model/clock.ts'
import { engineNames } from '../model/engine-names.ts'
import { useWindowState } from '../state/use-app.ts'
import { HistoryFiles } from './history-files.tsx'
import { UndoQuestion } from './undo-question.tsx'

interface Props {
  readonly entry: HistoryEntry
  /** Whether the person is being asked if they are sure. */
  readonly isAsked: boolean
  readonly isBusy: boolean
  readonly onAsk: () => void
  readonly onUndo: () => void
  readonly onLeave: () => void
}

const marks = {
  on: ['full', 'on'],
  off: ['hollow', 'quiet'],
  undo: ['half', 'quiet'],
  keep: ['dashed', 'quiet'],
  import: ['full', 'quiet'],
} as const

/** One change of one engine: when, who, what it used before and after, and the way back. */
export function HistoryRow({ entry, isAsked, isBusy, onAsk, onUndo, onLeave }: Props) {
  const { status, locale, now } = useWindowState()
  const { words, tag } = locale
  const { history } = words
  const { at, who, by, verb, again, from, to, failure, fixed } = entry
  const name = engineNames(status, words.names)(entry.engine)
  const time = clock(at, now, tag)
  const list = (mirrors: readonly string[]): string => (mirrors.length === 0 ? history.noMirror : words.list(mirrors))
  return (
    <li data-tone={failure ? 'danger' : undefined}>
      <Mark look={failure ? ['octagon', 'danger'] : marks[verb]} />
      <div>
        <p>
          <strong>{name}</strong> {history.verb[verb]}
          {again && ` ${history.again}`}
          {failure && <span className="state"> · {history.failed}</span>}
        </p>
        <p className="aside">
          <time dateTime={at}>{time}</time> · {who}
          {history.via[by.via] && `, ${history.via[by.via]}`}
        </p>
      </div>
      {fixed === null && !isAsked && (
        <button
          type="button"
          className="small"
          disabled={isBusy}
          aria-label={history.undoThis(name, time)}
          onClick={onAsk}
        >
          {history.undo}
        </button>
      )}
      <div className="under">
        {isAsked && (
          <UndoQuestion
            question={history.sure(name, from === null || from.length === 0 ? null : words.list(from))}
            onUndo={onUndo}
            onLeave={onLeave}
          />
        )}
        <dl className="before-after">
          <dt>{history.before}</dt>
          <dd>{from === null ? history.unknown : list(from)}</dd>
          <dt>{failure ? history.tried : history.after}</dt>
          <dd>{list(to)}</dd>
        </dl>
        {failure && <NoticeText notice={failure} tone="danger" />}
        <HistoryFiles entry={entry} />
      </div>
    </li>
  )
}
