import { useId, useState } from 'react'
import { MirrorActivity } from './mirror-activity.tsx'
import { MirrorRow } from './mirror-row.tsx'
import { CatalogBrowser } from './catalog-browser.tsx'
import { CollectorPart } from './collector-part.tsx'
import { HostPart } from './host-part.tsx'
import { useMirrorWords } from '../locales/mirror-words.ts'
import { useApp, useWindowState } from '../state/use-app.ts'

/** One mirror of the list: how it answers, what it has cached, and who records its pulls. */
export function MirrorView() {
  const { show } = useApp()
  const { status, locale } = useWindowState()
  const { tabs, mirrors: listWords } = locale.words
  const words = useMirrorWords()
  const [wanted, setWanted] = useState<string | null>(null)
  const pickId = useId()
  const mirrors = status?.mirrors ?? []
  // One URL may stand for several upstreams; it is one mirror all the same, with one catalog.
  const urls = [...new Set(mirrors.map(({ url }) => url))]
  const url = urls.find((one) => one === wanted) ?? urls[0]
  const rows = mirrors.map((mirror, index) => ({ mirror, index })).filter(({ mirror }) => mirror.url === url)
  return (
    <div className="mirror-view">
      <h1 className="hidden">{tabs.mirror}</h1>
      {status && url === undefined && (
        <div className="empty">
          <p>{words.none}</p>
          <p className="aside">{listWords.emptyHint}</p>
          <button type="button" className="primary" onClick={() => show({ kind: 'mirror', index: null })}>
            {listWords.add}
          </button>
        </div>
      )}
      {urls.length > 1 && (
        <div className="field">
          <label htmlFor={pickId}>{words.choose}</label>
          <select id={pickId} value={url} onChange={({ target }) => setWanted(target.value)}>
            {urls.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        </div>
      )}
      {url !== undefined && (
        <>
          <ul className="rows mirrors">
            {rows.map(({ mirror, index }) => (
              <MirrorRow key={mirror.upstream} mirror={mirror} index={index} />
            ))}
          </ul>
          <CatalogBrowser key={`catalog ${url}`} mirror={url} />
          <MirrorActivity key={`activity ${url}`} mirror={url} />
          <CollectorPart key={`collector ${url}`} mirror={url} upstream={rows[0]?.mirror.upstream ?? ''} />
        </>
      )}
      <HostPart />
    </div>
  )
}
