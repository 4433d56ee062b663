import { useState } from 'react'
import type { MirrorStatus, Status } from '../../shared/contract.ts'
import { useApp, useWindowState } from '../state/use-app.ts'
import { MirrorRow } from './mirror-row.tsx'
import { PolicyNote } from './policy-note.tsx'

/** The mirrors of the list, in the order they are tried; without any, what one is. */
export function Mirrors({ status: { mirrors, policy } }: { readonly status: Status }) {
  const { show, probe } = useApp()
  const { locale, probing } = useWindowState()
  const { mirrors: words } = locale.words
  const [moved, setMoved] = useState('')
  const isFixed = policy?.locks.includes('mirrors') === true
  const add = (): void => show({ kind: 'mirror', index: null })
  return (
    <section aria-labelledby="mirrors">
      <div className="heading">
        <h2 id="mirrors">{words.title}</h2>
        {mirrors.length > 0 && (
          <span>
            <button
              type="button"
              className="quiet"
              onClick={() => show({ kind: 'speed', upstream: mirrors[0]?.upstream ?? '' })}
            >
              {words.measure}
            </button>
            <button type="button" className="quiet" disabled={probing} onClick={() => void probe()}>
              {probing ? words.checking : words.check}
            </button>
          </span>
        )}
      </div>
      {mirrors.length === 0 ? (
        <div className="empty">
          <p>{words.empty}</p>
          <p className="aside">{words.emptyHint}</p>
        </div>
      ) : (
        <ul className="rows mirrors">
          {mirrors.map((mirror, index) => (
            <MirrorRow
              key={`${mirror.upstream} ${mirror.url}`}
              mirror={mirror}
              index={index}
              onMoved={isOneOfMany(mirror, mirrors) ? setMoved : undefined}
            />
          ))}
        </ul>
      )}
      <div className="hidden" aria-live="polite">
        {moved}
      </div>
      {isFixed && <PolicyNote />}
      {mirrors.length > 0 && !isFixed && (
        <button type="button" className="quiet add" onClick={add}>
          <span aria-hidden="true">+</span> {words.add}
        </button>
      )}
    </section>
  )
}

function isOneOfMany({ upstream }: MirrorStatus, mirrors: readonly MirrorStatus[]): boolean {
  return mirrors.filter((mirror) => mirror.upstream === upstream).length > 1
}
