import { useState } from 'react'
import { Modal } from '../components/modal.tsx'
import { TroubleText } from '../components/trouble-text.tsx'
import { useMirrorWords } from '../locales/mirror-words.ts'
import { plainText } from '../../shared/plain-text.ts'
import { useApp, useLocale } from '../state/use-app.ts'
import { useReading } from '../state/use-reading.ts'
import { ImageAsk } from './image-ask.tsx'
import { ImageRecord } from './image-record.tsx'
import { ImageTags } from './image-tags.tsx'
import { CloseButton } from './plan-done.tsx'

interface Props {
  readonly mirror: string
  readonly repository: string
}

/** One repository of a mirror: what our own record knows first, then what the mirror can be asked, and at what cost. */
export function ImageDialog({ mirror, repository }: Props) {
  const { show } = useApp()
  const { close } = useLocale().words
  const { image: words } = useMirrorWords()
  const { value, trouble } = useReading('catalog.image', { mirror, repository, reference: null, ask: false }, '')
  const [typed, setTyped] = useState<string | null>(null)
  // What was pulled last lies in the cache most likely, so that asking for it costs nothing.
  const reference = typed ?? value?.seen.find(({ tag }) => tag !== null)?.tag ?? ''
  return (
    <Modal
      title={plainText(repository)}
      onClose={() => show(null)}
      footer={<CloseButton label={close} onClick={() => show(null)} />}
    >
      <div aria-live="polite">
        {!value && !trouble && <p>{words.reading}</p>}
        {trouble && <TroubleText trouble={trouble} />}
      </div>
      {value && <ImageRecord image={value} />}
      <ImageTags mirror={mirror} repository={repository} onChoose={setTyped} />
      <ImageAsk mirror={mirror} repository={repository} reference={reference} onType={setTyped} />
    </Modal>
  )
}
