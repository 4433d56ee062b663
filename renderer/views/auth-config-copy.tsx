import { useState } from 'react'
import type { HandOverForm } from '../../shared/gitlab/auth-config.ts'
import { TroubleText } from '../components/trouble-text.tsx'
import { useGitlabAuthWords } from '../locales/gitlab-auth-words.ts'
import { troubleOf } from '../state/trouble.ts'
import { useApp } from '../state/use-app.ts'
import type { Trouble } from '../state/window-state.ts'

const seconds = 45

/**
 * Copies the value. The core does it where it can: the secret then never comes to the page, and the clipboard is
 * cleared though the window may be closed by then. Elsewhere the page writes what it was handed, and keeps none of it.
 */
export function AuthConfigCopy({ id }: { readonly id: string }) {
  const { call } = useApp()
  const words = useGitlabAuthWords()
  const [told, setTold] = useState('')
  const [trouble, setTrouble] = useState<Trouble | null>(null)

  const copyHere = async (form: HandOverForm): Promise<void> => {
    setTold(words.askedOutside)
    const { value } = await call('auth-config.take', { id, form })
    const isCopied = await navigator.clipboard.writeText(value).then(
      () => true,
      () => false,
    )
    setTold(isCopied ? words.copiedHere : words.notCopied)
  }
  const copy = async (form: HandOverForm): Promise<void> => {
    setTold('')
    setTrouble(null)
    try {
      await call('auth-config.copy', { id, form, seconds })
      setTold(words.copied(seconds))
    } catch (error) {
      const why = troubleOf(error)
      if (why.notice?.code !== 'auth-copy-none') return setTrouble(why)
      await copyHere(form).catch((failed: unknown) => {
        setTold('')
        setTrouble(troubleOf(failed))
      })
    }
  }
  return (
    <>
      <div className="test">
        <button type="button" className="primary" onClick={() => void copy('line')}>
          {words.copy}
        </button>
        <button type="button" onClick={() => void copy('config-toml')}>
          {words.copyRunner}
        </button>
      </div>
      <output>{told}</output>
      <div role="alert">{trouble && <TroubleText trouble={trouble} />}</div>
    </>
  )
}
