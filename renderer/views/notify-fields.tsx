import { useId, useState } from 'react'
import { useMirrorWords } from '../locales/mirror-words.ts'
import { parseThreshold, usualThreshold } from '../model/threshold.ts'
import { useApp, useWindowState } from '../state/use-app.ts'

/** What the desktop is told of by itself; nothing, unless somebody wants it. */
export function NotifyFields() {
  const { editSettings } = useApp()
  const { settings } = useWindowState()
  const { notify: words } = useMirrorWords()
  const { firstPull, quotaBelow } = settings?.notify ?? { firstPull: false, quotaBelow: null }
  const [typed, setTyped] = useState(String(quotaBelow ?? usualThreshold))
  const belowId = useId()
  const threshold = parseThreshold(typed)
  const set = (parts: { readonly firstPull?: boolean; readonly quotaBelow?: number | null }): void =>
    void editSettings({ notify: { firstPull, quotaBelow, ...parts } })
  return (
    <fieldset>
      <legend>{words.title}</legend>
      <label className="choice">
        <input type="checkbox" checked={firstPull} onChange={({ target }) => set({ firstPull: target.checked })} />
        <span>{words.firstPull}</span>
      </label>
      <label className="choice">
        <input
          type="checkbox"
          checked={quotaBelow !== null}
          onChange={({ target }) => set({ quotaBelow: target.checked ? (threshold ?? usualThreshold) : null })}
        />
        <span>{words.quota}</span>
      </label>
      {quotaBelow !== null && (
        <div className="threshold">
          <label htmlFor={belowId}>{words.below}</label>
          <input
            id={belowId}
            value={typed}
            inputMode="numeric"
            autoComplete="off"
            aria-invalid={threshold === null}
            onChange={({ target }) => setTyped(target.value)}
            onBlur={() => {
              if (threshold === null) setTyped(String(quotaBelow))
              else if (threshold !== quotaBelow) set({ quotaBelow: threshold })
            }}
          />
        </div>
      )}
    </fieldset>
  )
}
