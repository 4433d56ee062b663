import { type CSSProperties, useMemo, useState } from 'react'
import { indexNames } from '../../shared/pulls/catalog-lines.ts'
import type { Catalog } from '../../shared/pulls/catalog.ts'
import { NoticeText } from '../components/notice-text.tsx'
import { Plain } from '../components/plain.tsx'
import { TroubleText } from '../components/trouble-text.tsx'
import { VirtualList } from '../components/virtual-list.tsx'
import { useMirrorWords } from '../locales/mirror-words.ts'
import { catalogRows } from '../model/catalog-rows.ts'
import { moment, span } from '../model/moment.ts'
import { useApp, useWindowState } from '../state/use-app.ts'
import { useCatalog } from '../state/use-catalog.ts'
import { WalkText } from './walk-text.tsx'

/** CSS pixels; `.names-and-filter` says the same. */
const rowHeight = 32

/** All that a mirror has ever cached, by its own catalog: read when somebody wants it, then filtered here. */
export function CatalogBrowser({ mirror }: { readonly mirror: string }) {
  const { locale, now } = useWindowState()
  const { catalog: words } = useMirrorWords()
  const reading = useCatalog(mirror)
  const { catalog, walk, trouble } = reading
  const isRead = catalog !== null && catalog.at !== null
  const at = isRead ? moment(catalog.at, now, locale.tag) : ''
  return (
    <section aria-labelledby="catalog">
      <div className="heading">
        <h2 id="catalog">{words.title}</h2>
        {isRead && walk === 'none' && (
          <button type="button" className="quiet" onClick={reading.start}>
            {words.again}
          </button>
        )}
      </div>
      <div aria-live="polite">
        {!catalog && !trouble && <p className="aside">{words.opening}</p>}
        {trouble && <TroubleText trouble={trouble} />}
        {isRead && walk === 'none' && (
          <p className="aside">{words.told(catalog.count, at, span(catalog.tookMs), catalog.isComplete)}</p>
        )}
        {catalog?.notice && walk === 'none' && (
          <NoticeText notice={catalog.notice} tone={catalog.isComplete ? 'quiet' : 'warning'} />
        )}
      </div>
      <WalkText reading={reading} />
      {catalog && !isRead && walk === 'none' && (
        <div className="empty">
          <p>{words.never}</p>
          <p className="aside">{words.neverHint}</p>
          <button type="button" className="primary" onClick={reading.start}>
            {words.read}
          </button>
        </div>
      )}
      {isRead && catalog.count === 0 && catalog.isComplete && walk === 'none' && (
        <div className="empty">
          <p>{words.empty}</p>
          <p className="aside">{words.emptyHint}</p>
        </div>
      )}
      {isRead && catalog.count > 0 && <CatalogNames catalog={catalog} />}
    </section>
  )
}

/** The names, and the field that filters them. */
function CatalogNames({ catalog: { mirror, names, count } }: { readonly catalog: Catalog }) {
  const { show } = useApp()
  const { catalog: words } = useMirrorWords()
  const [text, setText] = useState('')
  const index = useMemo(() => indexNames(names), [names])
  const rows = useMemo(() => catalogRows(index, text), [index, text])
  return (
    <div className="names-and-filter" style={{ '--all': count } as CSSProperties}>
      <div className="filter">
        <input
          value={text}
          aria-label={words.filter}
          placeholder={words.filterHint}
          spellCheck={false}
          autoCapitalize="none"
          autoComplete="off"
          onChange={({ target }) => setText(target.value)}
        />
        <output className="aside figure">{rows.total === 0 ? words.noMatch : words.of(rows.total, count)}</output>
      </div>
      {rows.total > 0 && (
        <VirtualList label={words.list} className="names" count={rows.total} rowHeight={rowHeight} about={text}>
          {({ index: at, tabIndex }) => (
            <button
              type="button"
              className="name"
              tabIndex={tabIndex}
              onClick={() => show({ kind: 'image', mirror, repository: rows.nameAt(at) })}
            >
              <Plain text={rows.nameAt(at)} />
            </button>
          )}
        </VirtualList>
      )}
    </div>
  )
}
