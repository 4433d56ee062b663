import { useId } from 'react'
import { useGitlabCheckWords } from '../locales/gitlab-check-words.ts'
import type { ChosenFiles } from '../model/check-files.ts'

interface Props {
  readonly chosen: ChosenFiles
  readonly onAdd: (files: readonly File[]) => void
  readonly onClear: () => void
}

/** The files that a check goes by: chosen, or dropped on their field. */
export function CheckFiles({ chosen: { files, left }, onAdd, onClear }: Props) {
  const words = useGitlabCheckWords()
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{words.files}</label>
      <input
        id={id}
        type="file"
        multiple
        aria-describedby={`${id}-help`}
        onChange={({ target }) => {
          onAdd([...(target.files ?? [])])
          // The same file may be chosen again once it was changed.
          target.value = ''
        }}
      />
      <p id={`${id}-help`} className="aside">
        {words.filesHint}
      </p>
      {files.length > 0 && (
        <p aria-live="polite">
          {words.given(files.length)}: <span className="path">{files.map(({ path }) => path).join(', ')}</span>{' '}
          <button type="button" className="small quiet" onClick={onClear}>
            {words.clear}
          </button>
        </p>
      )}
      {left.length > 0 && <p className="warning">{words.left(left.join(', '))}</p>}
    </div>
  )
}
