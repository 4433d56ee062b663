import { useState } from 'react'
import { useLocale } from '../state/use-app.ts'

/** A command to run elsewhere, and a button that copies it where the page may. */
export function CopyCommand({ command }: { readonly command: string }) {
  const { engines } = useLocale().words
  const [isCopied, setCopied] = useState(false)
  const copy = (): void => {
    navigator.clipboard.writeText(command).then(
      () => setCopied(true),
      () => {},
    )
  }
  return (
    <button type="button" className="small" title={command} onClick={copy}>
      {isCopied ? engines.copied : engines.copy}
    </button>
  )
}
