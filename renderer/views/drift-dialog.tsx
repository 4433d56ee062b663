import { useState } from 'react'
import type { EngineReport } from '../../shared/contract.ts'
import { type EngineKey, formatKey } from '../../shared/engine.ts'
import { CopyCommand } from '../components/copy-command.tsx'
import { Modal } from '../components/modal.tsx'
import { Callout, NoticeText } from '../components/notice-text.tsx'
import { TroubleText } from '../components/trouble-text.tsx'
import { engineNames } from '../model/engine-names.ts'
import { filesKey } from '../model/files-key.ts'
import { commandOf, isDismissed } from '../model/remedies.ts'
import { troubleOf } from '../state/trouble.ts'
import { useApp, useWindowState } from '../state/use-app.ts'
import { useReading } from '../state/use-reading.ts'
import type { Trouble } from '../state/window-state.ts'
import { Dismissed } from './dismissed.tsx'
import { DriftChoices } from './drift-choices.tsx'
import { DriftText } from './drift-text.tsx'
import { CloseButton } from './plan-done.tsx'

type Phase =
  | { readonly kind: 'choosing' }
  | { readonly kind: 'keeping' }
  | { readonly kind: 'kept'; readonly report: EngineReport }
  | { readonly kind: 'failed'; readonly trouble: Trouble }

/** What someone else did to an engine's files, who it was as far as one can tell, and the three ways on. */
export function DriftDialog({ engine }: { readonly engine: EngineKey }) {
  const { call, show } = useApp()
  const { status, locale } = useWindowState()
  const { words } = locale
  const { value: drift, trouble } = useReading('drift.read', { engine }, filesKey(status))
  const [phase, setPhase] = useState<Phase>({ kind: 'choosing' })
  const [isTaken, setTaken] = useState(false)
  const name = engineNames(status, words.names)(engine)
  const command = drift?.fight ? commandOf(drift.fight) : null
  const isKept = phase.kind === 'kept' && phase.report.failure === null

  const keep = async (): Promise<void> => {
    setPhase({ kind: 'keeping' })
    setTaken(true)
    try {
      setPhase({ kind: 'kept', report: await call('drift.keep', { engine }) })
    } catch (error) {
      setPhase({ kind: 'failed', trouble: troubleOf(error) })
    } finally {
      setTaken(false)
    }
  }
  const turn = (to: 'on' | 'off'): void => show({ kind: 'plan', to, engines: [engine], purpose: 'again' })

  return (
    <Modal
      title={words.drift.title(name)}
      onClose={() => show(null)}
      footer={<CloseButton label={words.close} onClick={() => show(null)} />}
    >
      <div aria-live="polite">
        {!drift && !trouble && <p>{words.drift.reading}</p>}
        {trouble && <TroubleText trouble={trouble} />}
        {phase.kind === 'keeping' && <p>{words.drift.keeping}</p>}
        {isKept && <Callout tone="on" message={words.drift.kept(name)} />}
        {phase.kind === 'kept' &&
          [...(phase.report.failure ? [phase.report.failure] : []), ...phase.report.notes].map((note) => (
            <NoticeText key={note.code + note.message} notice={note} tone={isKept ? 'quiet' : 'danger'} />
          ))}
        {phase.kind === 'failed' &&
          (isDismissed(phase.trouble.notice) ? <Dismissed /> : <TroubleText trouble={phase.trouble} />)}
      </div>
      {drift?.fight && !isKept && (
        <NoticeText notice={drift.fight} tone="warning">
          {command !== null && <CopyCommand command={command} />}
        </NoticeText>
      )}
      {drift && !isKept && drift.files.length === 0 && <Callout tone="quiet" message={words.drift.same} />}
      {drift && !isKept && drift.files.map((file) => <DriftText key={file.path} file={file} />)}
      {drift && !isKept && drift.files.length > 0 && (
        <DriftChoices key={formatKey(engine)} isDisabled={isTaken} onTurn={turn} onKeep={() => void keep()} />
      )}
    </Modal>
  )
}
