import type { Status } from '../../shared/contract.ts'
import { formatKey } from '../../shared/engine.ts'
import { useLocale } from '../state/use-app.ts'
import { EngineRow } from './engine-row.tsx'

/** Every engine that was found, with what is known of it. */
export function Engines({ status }: { readonly status: Status }) {
  const { engines } = useLocale().words
  return (
    <section aria-labelledby="engines">
      <h2 id="engines">{engines.title}</h2>
      {status.engines.length === 0 ? (
        <div className="empty">
          <p>{engines.none}</p>
          <p className="aside">{engines.noneHint}</p>
        </div>
      ) : (
        <ul className="rows engines">
          {status.engines.map((engine) => (
            <EngineRow key={`${formatKey(engine)}:${engine.instance}`} engine={engine} status={status} />
          ))}
        </ul>
      )}
    </section>
  )
}
