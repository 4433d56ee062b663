import { useState } from 'react'
import type { Settings } from '../../shared/settings.ts'
import { currentProfile } from '../../shared/profiles/profile.ts'
import { Modal } from '../components/modal.tsx'
import { TextField } from '../components/text-field.tsx'
import { TroubleText } from '../components/trouble-text.tsx'
import { useProfileWords } from '../locales/profile-words.ts'
import { troubleOf } from '../state/trouble.ts'
import { useApp, useWindowState } from '../state/use-app.ts'
import type { Trouble } from '../state/window-state.ts'
import { PolicyNote } from './policy-note.tsx'
import { ProfileRow } from './profile-row.tsx'

/** The profiles that are kept, and a name for the list as it stands. */
export function ProfilesDialog() {
  const { call, show, store } = useApp()
  const { settings, status, locale } = useWindowState()
  const words = useProfileWords()
  const [name, setName] = useState('')
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const isLocked = status?.policy?.locks.includes('profiles') === true
  const current = settings && currentProfile(settings)

  const send = async (request: Promise<Settings>): Promise<boolean> => {
    try {
      store.set({ settings: await request })
      setTrouble(null)
      return true
    } catch (error) {
      setTrouble(troubleOf(error))
      return false
    }
  }
  const save = async (): Promise<void> => {
    if (name.trim() !== '' && (await send(call('profile.save', { name })))) setName('')
  }
  return (
    <Modal
      title={words.title}
      onClose={() => show(null)}
      onSubmit={() => void save()}
      footer={
        <>
          <button type="button" onClick={() => show(null)}>
            {locale.words.close}
          </button>
          <button type="submit" className="primary" disabled={isLocked || name.trim() === ''}>
            {words.save}
          </button>
        </>
      }
    >
      <p className="aside">{words.about}</p>
      {isLocked && <PolicyNote />}
      {settings?.profiles.length === 0 && <p>{words.none}</p>}
      <ul className="rows profiles">
        {settings?.profiles.map((profile) => (
          <ProfileRow
            key={profile.name}
            profile={profile}
            isCurrent={current?.name === profile.name && !current.changed}
            isLocked={isLocked}
            onRename={(to) => send(call('profile.rename', { name: profile.name, to }))}
            onRemove={() => void send(call('profile.remove', { name: profile.name }))}
          />
        ))}
      </ul>
      <TextField
        label={words.name}
        hint={words.nameHint}
        value={name}
        fault={null}
        isFirst
        onChange={setName}
        onLeave={() => {}}
      />
      <div role="alert">{trouble && <TroubleText trouble={trouble} />}</div>
    </Modal>
  )
}
