import { useEffect, useState } from 'react'
import { Callout } from '../components/notice-text.tsx'
import { Modal } from '../components/modal.tsx'
import { TroubleText } from '../components/trouble-text.tsx'
import { useProfileWords } from '../locales/profile-words.ts'
import { useApp, useWindowState } from '../state/use-app.ts'
import { useAsking } from '../state/use-asking.ts'
import { ExportPart } from './export-part.tsx'
import { OfferFields } from './offer-fields.tsx'
import { OfferText } from './offer-text.tsx'

/** What a colleague has handed over, shown before anything is done; and what one hands over oneself. */
export function OfferDialog({ text: given }: { readonly text: string | null }) {
  const { show, store } = useApp()
  const { words: own } = useWindowState().locale
  const { offer: words } = useProfileWords()
  const [text, setText] = useState(given ?? '')
  const looking = useAsking('exchange.look')
  const taking = useAsking('exchange.take')
  const { ask } = looking
  useEffect(() => {
    if (given !== null) void ask({ text: given })
  }, [ask, given])

  const offer = looking.value
  const isTaken = taking.value !== null
  const look = (): void => {
    if (text.trim() !== '' && !looking.isAsking) void looking.ask({ text })
  }
  const take = async (): Promise<void> => {
    if (!offer || taking.isAsking) return
    const settings = await taking.ask({ text, expect: offer.id })
    if (settings) store.set({ settings })
  }
  return (
    <Modal
      title={words.title}
      onClose={() => show(null)}
      onSubmit={() => (offer ? undefined : look())}
      footer={
        <>
          <button type="button" onClick={() => show(null)}>
            {isTaken ? own.close : own.cancel}
          </button>
          {offer && !isTaken && (
            <button
              type="button"
              className="primary"
              disabled={!offer.changes || taking.isAsking}
              onClick={() => void take()}
            >
              {words.take}
            </button>
          )}
          {!offer && (
            <button type="submit" className="primary" disabled={text.trim() === '' || looking.isAsking}>
              {words.look}
            </button>
          )}
        </>
      }
    >
      {!offer && <OfferFields text={text} onChange={setText} />}
      <div aria-live="polite">
        {looking.isAsking && <p>{words.looking}</p>}
        {offer && !isTaken && <OfferText offer={offer} />}
        {isTaken && <Callout tone="on" message={words.taken} />}
      </div>
      <div role="alert">
        {looking.trouble && <TroubleText trouble={looking.trouble} />}
        {taking.trouble && <TroubleText trouble={taking.trouble} />}
      </div>
      {!offer && given === null && <ExportPart />}
    </Modal>
  )
}
