import { useId, useState } from 'react'
import type { EngineStatus, Status } from '../../shared/contract.ts'
import { engineLabels, machineName, scopeWord } from '../../shared/engine-names.ts'
import { keyOf } from '../../shared/engine.ts'
import { Mark, stateLooks } from '../components/mark.tsx'
import { NoticeText } from '../components/notice-text.tsx'
import { Switch } from '../components/switch.tsx'
import { clock } from '../model/clock.ts'
import { chosenWith, engineNames, isInForce } from '../model/engine-names.ts'
import { useApp, useWindowState } from '../state/use-app.ts'
import { EngineAction } from './engine-action.tsx'
import { EngineDetails } from './engine-details.tsx'

/** One engine: shape, name, state, the likeliest action, and whether the switch covers it. */
export function EngineRow({ engine, status }: { readonly engine: EngineStatus; readonly status: Status }) {
  const { show, editSettings } = useApp()
  const { locale, now } = useWindowState()
  const { words, tag } = locale
  const [isOpen, setOpen] = useState(false)
  const detailsId = useId()
  const { id, state, notice, notes, proof, chosen } = engine
  const key = keyOf(engine)
  const [, tone] = stateLooks[state]
  // Where files would have to follow, the promise comes first and the choice is kept once it is done.
  const flip = (): void => {
    if (chosen && engine.targets.some(({ ours }) => ours))
      show({ kind: 'plan', to: 'off', engines: [key], purpose: 'exclude' })
    else if (!chosen && status.switch !== 'off') show({ kind: 'plan', to: 'on', engines: [key], purpose: 'include' })
    else void editSettings({ engines: chosenWith(status, key, !chosen) })
  }
  return (
    <li data-tone={tone}>
      <Mark look={stateLooks[state]} />
      <button
        type="button"
        className="who"
        aria-expanded={isOpen}
        aria-controls={detailsId}
        onClick={() => setOpen(!isOpen)}
      >
        <strong>{engineLabels[id]}</strong> {engine.version}
        <span className="aside">
          {machineName(engine) ?? scopeWord(engine, words.names)}
          {notes.length > 0 && ` · ${words.engines.noted(notes.length)}`}
        </span>
      </button>
      <span className="state">
        {words.state[state]}
        {state === 'proven' && proof && <time dateTime={proof.at}>{clock(proof.at, now, tag)}</time>}
      </span>
      <EngineAction engine={engine} isOn={status.switch !== 'off'} />
      <Switch
        label={words.engines.include(engineNames(status, words.names)(engine))}
        isOn={chosen}
        isIdle={!isInForce(engine)}
        isDisabled={status.policy?.locks.includes('engines') === true}
        onFlip={flip}
      />
      {notice && (
        <div className="under">
          <NoticeText notice={notice} tone={tone} />
        </div>
      )}
      <div className="under" id={detailsId} hidden={!isOpen}>
        {isOpen && <EngineDetails engine={engine} />}
      </div>
    </li>
  )
}
