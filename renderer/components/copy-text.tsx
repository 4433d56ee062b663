import { useState } from 'react'
import { useMirrorWords } from '../locales/mirror-words.ts'
import { useLocale } from '../state/use-app.ts'

/** A text in full, such as a digest, and a button that copies it where the page may. */
export function CopyText({ text }: { readonly text: string }) {
  const { copied } = useLocale().words.engines
  const { image: words } = useMirrorWords()
  const [isCopied, setCopied] = useState(false)
  const copy = (): void => {
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => {},
    )
  }
  return (
    <span className="copy-text">
      <code>{text}</code>
      <button type="button" className="inline" aria-label={isCopied ? copied : words.copyThis(text)} onClick={copy}>
        {isCopied ? copied : words.copy}
      </button>
    </span>
  )
}
