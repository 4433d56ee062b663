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
  const isFixed = status?.policy?.locks.includes('keepTheirs') === true
  const { settingsForm: words, settings: title, close } = locale.words
  const languageId = useId()
  const keepId = useId()
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
      <label className="choice">
        <input
          type="checkbox"
          checked={settings?.keepTheirs ?? true}
          disabled={isFixed}
          aria-describedby={keepId}
          onChange={({ target }) => void editSettings({ keepTheirs: target.checked })}
        />
        <span>
          {words.keepTheirs}
          <span className="aside block" id={keepId}>
            {words.keepTheirsHint}
          </span>
        </span>
      </label>
      {isFixed && <PolicyNote />}
      <NotifyFields />
      <ApprovedSets />
    </Modal>
  )
}
