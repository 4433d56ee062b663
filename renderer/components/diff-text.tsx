import { diffLines } from '../model/diff-lines.ts'

/** A unified diff; signs and colours say the same. It scrolls by itself, and by keyboard. */
export function DiffText({ diff, label }: { readonly diff: string; readonly label: string }) {
  return (
    <section className="diff" aria-label={label}>
      <pre>
        {diffLines(diff).map(({ kind, text }, at) => (
          // Lines of one diff never move.
          // oxlint-disable-next-line react/no-array-index-key
          <span key={at} data-kind={kind}>
            {`${text}\n`}
          </span>
        ))}
      </pre>
    </section>
  )
}
