import { useState } from 'react'
import type { Settings } from '../../shared/settings.ts'
import { Modal } from '../components/modal.tsx'
import { TroubleText } from '../components/trouble-text.tsx'
import { checkForm, draftOf, formOf } from '../model/mirror-draft.ts'
import { troubleOf } from '../state/trouble.ts'
import { useApp, useWindowState } from '../state/use-app.ts'
import type { Trouble } from '../state/window-state.ts'
import { MirrorFields } from './mirror-fields.tsx'
import { MirrorTest } from './mirror-test.tsx'

/** Adds a mirror, or edits or removes the one at this place of the list. */
export function MirrorDialog({ index }: { readonly index: number | null }) {
  const { call, show, store, probe } = useApp()
  const { status, locale } = useWindowState()
  const { mirrorForm: words, cancel } = locale.words
  const mirrors = status?.mirrors ?? []
  const [form, setForm] = useState(() =>
    formOf(index === null ? undefined : mirrors[index], mirrors.length === 0 ? 'docker.io' : ''),
  )
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const [isRemoving, setRemoving] = useState(false)
  const [isSent, setSent] = useState(false)
  const faults = checkForm(form)

  const send = async (request: Promise<Settings>): Promise<void> => {
    setSent(true)
    try {
      store.set({ settings: await request })
      show(null)
      void probe()
    } catch (error) {
      setSent(false)
      setTrouble(troubleOf(error))
    }
  }
  const save = (): void => {
    if (!faults.isFine || isSent) return
    const draft = draftOf(form)
    void send(index === null ? call('mirror.add', { draft }) : call('mirror.edit', { index, draft }))
  }

  return (
    <Modal
      title={index === null ? words.addTitle : words.editTitle}
      onClose={() => show(null)}
      onSubmit={save}
      footer={
        isRemoving && index !== null ? (
          <>
            <p className="start">{words.removeSure}</p>
            <button type="button" onClick={() => setRemoving(false)}>
              {words.keep}
            </button>
            <button
              type="button"
              className="danger"
              disabled={isSent}
              onClick={() => void send(call('mirror.remove', { index }))}
            >
              {words.removeNow}
            </button>
          </>
        ) : (
          <>
            {index !== null && (
              <button type="button" className="quiet danger start" onClick={() => setRemoving(true)}>
                {words.remove}
              </button>
            )}
            <button type="button" onClick={() => show(null)}>
              {cancel}
            </button>
            <button type="submit" className="primary" disabled={!faults.isFine || isSent}>
              {index === null ? words.add : words.save}
            </button>
          </>
        )
      }
    >
      <MirrorFields form={form} faults={faults} onChange={(parts) => setForm({ ...form, ...parts })} />
      <MirrorTest key={JSON.stringify(form)} draft={faults.isFine ? draftOf(form) : null} />
      <div role="alert">{trouble && <TroubleText trouble={trouble} />}</div>
    </Modal>
  )
}
