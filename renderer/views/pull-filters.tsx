import { engineLabels } from '../../shared/engine-names.ts'
import { outcomes, type Outcome, type PullFilter } from '../../shared/pulls/pull.ts'
import { useWindowState } from '../state/use-app.ts'

interface Props {
  readonly filter: PullFilter
  readonly onChange: (filter: PullFilter) => void
}

/** Which engines tell of pulls by themselves; all else only a mirror sees. */
const telling = ['docker', 'podman'] as const

/** What is shown of the pulls: by text, engine and outcome. */
export function PullFilters({ filter, onChange }: Props) {
  const { pulls: words } = useWindowState().locale.words
  return (
    <search className="filters">
      <input
        type="search"
        aria-label={words.filter}
        placeholder={words.filter}
        spellCheck={false}
        value={filter.text}
        onChange={({ target }) => onChange({ ...filter, text: target.value })}
      />
      <select
        aria-label={words.engine}
        value={filter.engines[0] ?? ''}
        onChange={({ target }) => onChange({ ...filter, engines: target.value === '' ? [] : [target.value] })}
      >
        <option value="">{words.anyEngine}</option>
        {telling.map((id) => (
          <option key={id} value={id}>
            {engineLabels[id]}
          </option>
        ))}
        <option value="none">{words.noEngine}</option>
      </select>
      <select
        aria-label={words.outcomes}
        value={filter.outcomes[0] ?? ''}
        onChange={({ target }) =>
          onChange({ ...filter, outcomes: target.value === '' ? [] : [target.value as Outcome] })
        }
      >
        <option value="">{words.anyOutcome}</option>
        {outcomes.map((outcome) => (
          <option key={outcome} value={outcome}>
            {words.outcome[outcome]}
          </option>
        ))}
      </select>
    </search>
  )
}
