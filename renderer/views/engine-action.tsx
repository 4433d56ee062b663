import type { EngineStatus } from '../../shared/contract.ts'
import { type EngineKey, keyOf } from '../../shared/engine.ts'
import { CopyCommand } from '../components/copy-command.tsx'
import type { Words } from '../locales/locale.ts'
import { engineNames, isInForce } from '../model/engine-names.ts'
import { ownRemedyFor, type Remedy } from '../model/remedies.ts'
import type { Dialog } from '../state/dialog.ts'
import { useApp, useWindowState } from '../state/use-app.ts'

interface Props {
  readonly engine: EngineStatus
  /** Whether the switch is on, at least partly. */
  readonly isOn: boolean
}

/** The one button of an engine's row, where there is a likeliest next step. */
export function EngineAction({ engine, isOn }: Props) {
  const { show } = useApp()
  const { status, locale } = useWindowState()
  const { words } = locale
  const remedy = remedyOf(engine, isOn)
  if (!remedy) return <span className="act" />
  if (remedy === 'copy-command') {
    return (
      <span className="act">
        <CopyCommand command={String(engine.notice?.values['command'] ?? '')} />
      </span>
    )
  }
  const { label, dialog } = action(remedy, keyOf(engine), words.engines)
  return (
    <span className="act">
      <button
        type="button"
        className={engine.state === 'proven' ? 'small quiet' : 'small'}
        aria-label={`${label}: ${engineNames(status, words.names)(engine)}`}
        onClick={() => show(dialog)}
      >
        {label}
      </button>
    </span>
  )
}

type RowRemedy = Extract<Remedy, 'look' | 'turn-on' | 'turn-off' | 'prove' | 'copy-command'> | 'set-up' | 'prove-again'

function remedyOf({ state, notice }: EngineStatus, isOn: boolean): RowRemedy | null {
  if (state === 'changed-outside') return 'look'
  const own = notice && ownRemedyFor(notice.code)
  if (own && own !== 'add-mirror' && own !== 'edit-mirror' && own !== 'again') return own
  if (isInForce({ state })) return state === 'proven' ? 'prove-again' : 'prove'
  return isOn && (state === 'off' || state === 'not-set-up') ? 'set-up' : null
}

function action(
  remedy: Exclude<RowRemedy, 'copy-command'>,
  engine: EngineKey,
  words: Words['engines'],
): { readonly label: string; readonly dialog: Dialog } {
  const engines = [engine]
  switch (remedy) {
    case 'look':
      return { label: words.look, dialog: { kind: 'drift', engine } }
    case 'turn-on':
      return { label: words.turnOn, dialog: { kind: 'plan', to: 'on', engines, purpose: 'again' } }
    case 'turn-off':
      return { label: words.turnOff, dialog: { kind: 'plan', to: 'off', engines, purpose: 'again' } }
    case 'set-up':
      return { label: words.setUp, dialog: { kind: 'plan', to: 'on', engines, purpose: 'include' } }
    case 'prove':
      return { label: words.prove, dialog: { kind: 'proof', engine } }
    case 'prove-again':
      return { label: words.again, dialog: { kind: 'proof', engine } }
  }
}
