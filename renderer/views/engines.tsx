import { useState } from 'react'
import type { EngineStatus, Status } from '../../shared/contract.ts'
import { machineName } from '../../shared/engine-names.ts'
import { formatKey } from '../../shared/engine.ts'
import { type Places, placeEngines, samePlaces } from '../model/engine-places.ts'
import { useLocale } from '../state/use-app.ts'
import { EngineRow } from './engine-row.tsx'
import { PolicyNote } from './policy-note.tsx'

/** Every engine that was found: here, inside machines of this one, and behind one line those that are left alone. */
export function Engines({ status }: { readonly status: Status }) {
  const { engines: words } = useLocale().words
  const [isOpen, setOpen] = useState(false)
  const places = usePlaces(status, isOpen)
  const rest = status.engines.filter((engine) => places.get(formatKey(engine)) === 'aside')
  const main = status.engines.filter((engine) => !rest.includes(engine))
  const [here, inside] = [main.filter((one) => machineName(one) === null), main.filter((one) => machineName(one))]
  return (
    <section aria-labelledby="engines">
      <h2 id="engines">{words.title}</h2>
      {status.engines.length === 0 && (
        <div className="empty">
          <p>{words.none}</p>
          <p className="aside">{words.noneHint}</p>
        </div>
      )}
      {inside.length > 0 && here.length > 0 && <h3 id="engines-here">{words.here}</h3>}
      <Rows engines={here} status={status} label={inside.length > 0 ? 'engines-here' : 'engines'} />
      {inside.length > 0 && <h3 id="engines-inside">{words.inside}</h3>}
      <Rows engines={inside} status={status} label="engines-inside" />
      {status.policy?.locks.includes('engines') && <PolicyNote />}
      {rest.length > 0 && (
        <details className="fold" open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
          <summary id="engines-aside">{words.aside(rest.length)}</summary>
          {isOpen && (
            <>
              <p className="aside">{words.asideHint}</p>
              <Rows engines={rest} status={status} label="engines-aside" />
            </>
          )}
        </details>
      )}
    </section>
  )
}

interface RowsProps {
  readonly engines: readonly EngineStatus[]
  readonly status: Status
  readonly label: string
}

function Rows({ engines, status, label }: RowsProps) {
  if (engines.length === 0) return null
  return (
    <ul className="rows engines" aria-labelledby={label}>
      {engines.map((engine) => (
        <EngineRow key={formatKey(engine)} engine={engine} status={status} />
      ))}
    </ul>
  )
}

// A row that is being read, or pressed, does not run away: it keeps its place while it can.
function usePlaces({ engines }: Status, isOpen: boolean): Places {
  const [before, setBefore] = useState<Places>(new Map())
  const places = placeEngines(engines, before, isOpen)
  // Drawn again at once, and then no more: what was placed stays placed.
  if (!samePlaces(places, before)) setBefore(places)
  return places
}
