import { useState } from 'react'
import { useLocale } from '../state/use-app.ts'

interface Props {
  readonly command: string
  /** What the button says instead of “Copy command”, for another text. */
  readonly label?: string
}

/** A command to run elsewhere, and a button that copies it where the page may. */
export function CopyCommand({ command, label }: Props) {
  const { engines } = useLocale().words
  const [isCopied, setCopied] = useState(false)
  const copy = (): void => {
    navigator.clipboard.writeText(command).then(
      () => setCopied(true),
      () => {},
    )
  }
  return (
    <button type="button" className="small" title={label ?? command} onClick={copy}>
      {isCopied ? engines.copied : (label ?? engines.copy)}
    </button>
  )
}
