import type { EngineKey } from '../../shared/engine.ts'
import type { Notice } from '../../shared/notice.ts'
import { CopyCommand } from '../components/copy-command.tsx'
import { commandOf, remedyFor } from '../model/remedies.ts'
import type { Dialog } from '../state/dialog.ts'
import { useApp, useWindowState } from '../state/use-app.ts'

interface Props {
  readonly notice: Notice
  /** The engine it is about, if it is about one. */
  readonly engine: EngineKey | null
  /** Does the same once more; null where that is offered elsewhere. */
  readonly again: (() => void) | null
}

/** One button for the likeliest remedy of a failure. */
export function RemedyButton({ notice, engine, again }: Props) {
  const { show } = useApp()
  const { status, locale } = useWindowState()
  const remedy = remedyFor(notice)
  if (remedy === 'copy-command') return <CopyCommand command={commandOf(notice) ?? ''} />
  const at = status?.mirrors.findIndex(({ url }) => url === notice.values['url']) ?? -1
  const dialog = ((): Dialog | null => {
    switch (remedy) {
      case 'add-mirror':
        return { kind: 'mirror', index: null }
      case 'edit-mirror':
        return at < 0 ? null : { kind: 'mirror', index: at }
      case 'look':
        return engine && { kind: 'drift', engine }
      case 'prove':
        return engine && { kind: 'proof', engine }
      case 'turn-on':
      case 'turn-off':
      case 'again':
        return null
    }
  })()
  const press = dialog ? () => show(dialog) : again
  if (!press) return null
  return (
    <button type="button" className="small" onClick={press}>
      {locale.words.remedy[dialog ? remedy : 'again']}
    </button>
  )
}
