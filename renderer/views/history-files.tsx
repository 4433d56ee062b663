import type { HistoryEntry } from '../../shared/history.ts'
import { NoticeText } from '../components/notice-text.tsx'
import { shortDigest } from '../model/diff-lines.ts'
import { useLocale } from '../state/use-app.ts'

/** The files of a change with their digests, and why it cannot be undone where it cannot; one press away. */
export function HistoryFiles({ entry: { changes, fixed } }: { readonly entry: HistoryEntry }) {
  const { history: words } = useLocale().words
  const digest = (value: string | null) =>
    value === null ? words.noFile : <code title={value}>{shortDigest(value)}</code>
  if (changes.length === 0 && !fixed) return null
  return (
    <details>
      <summary className="aside">{words.files(changes.length)}</summary>
      <ul>
        {changes.map(({ path, before, after }) => (
          <li key={path}>
            <code className="path">{path}</code>{' '}
            <span className="aside">
              {digest(before)} → {digest(after)}
            </span>
          </li>
        ))}
      </ul>
      {fixed && <NoticeText notice={fixed} tone="quiet" />}
    </details>
  )
}
