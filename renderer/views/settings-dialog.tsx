import { useId } from 'react'
import type { Settings } from '../../shared/settings.ts'
import { Modal } from '../components/modal.tsx'
import { useApp, useWindowState } from '../state/use-app.ts'
import { ApprovedSets } from './approved-sets.tsx'
import { NotifyFields } from './notify-fields.tsx'
import { PolicyNote } from './policy-note.tsx'

/** The few things that are a matter of taste; each takes effect as it is chosen. */
export function SettingsDialog() {
  const { show, editSettings } = useApp()
  const { settings, status, locale } = useWindowState()
  const locks: readonly string[] = status?.policy?.locks ?? []
  const { settingsForm: words, settings: title, close } = locale.words
  const languageId = useId()
  return (
    <Modal
      title={title}
      onClose={() => show(null)}
      onSubmit={() => show(null)}
      footer={
        <button type="submit" className="primary">
          {close}
        </button>
      }
    >
      <div className="field">
        <label htmlFor={languageId}>{words.language}</label>
        <select
          id={languageId}
          data-first-focus
          value={settings?.language ?? 'system'}
          onChange={({ target }) => void editSettings({ language: target.value as Settings['language'] })}
        >
          <option value="system">{words.system}</option>
          <option value="en" lang="en">
            English
          </option>
          <option value="zh-TW" lang="zh-TW">
            繁體中文
          </option>
        </select>
      </div>
      <Choice
        label={words.keepTheirs}
        hint={words.keepTheirsHint}
        isChecked={settings?.keepTheirs ?? true}
        isFixed={locks.includes('keepTheirs')}
        onChange={(keepTheirs) => void editSettings({ keepTheirs })}
      />
      <Choice
        label={words.strict}
        hint={words.strictHint}
        isChecked={settings?.strict ?? false}
        isFixed={locks.includes('strict')}
        onChange={(strict) => void editSettings({ strict })}
      />
      <NotifyFields />
      <ApprovedSets />
    </Modal>
  )
}

interface ChoiceProps {
  readonly label: string
  /** What follows from it. */
  readonly hint: string
  readonly isChecked: boolean
  /** Chosen by the administrator. */
  readonly isFixed: boolean
  readonly onChange: (isChecked: boolean) => void
}

function Choice({ label, hint, isChecked, isFixed, onChange }: ChoiceProps) {
  const hintId = useId()
  return (
    <label className="choice">
      <input
        type="checkbox"
        checked={isChecked}
        disabled={isFixed}
        aria-describedby={hintId}
        onChange={({ target }) => onChange(target.checked)}
      />
      <span>
        {label}
        <span className="aside block" id={hintId}>
          {hint}
        </span>
        {isFixed && <PolicyNote />}
      </span>
    </label>
  )
}
