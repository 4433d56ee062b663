import { useEffect, useRef, useState } from 'react'
import type { AuthConfigCalls } from '../../shared/gitlab/auth-calls.ts'
import { Modal } from '../components/modal.tsx'
import { TroubleText } from '../components/trouble-text.tsx'
import { useGitlabAuthWords } from '../locales/gitlab-auth-words.ts'
import { useApp, useLocale } from '../state/use-app.ts'
import { useAsking } from '../state/use-asking.ts'
import { AuthConfigMade } from './auth-config-made.tsx'
import { AuthConfigPicks, type PickChoice, pickNothing } from './auth-config-picks.tsx'

type Order = AuthConfigCalls['auth-config.make']['in']

const task = 'auth-config'

/** Chooses logins, tries them, and hands the value over. The core keeps it, and forgets it with the dialog. */
export function AuthConfigDialog({ onClose }: { readonly onClose: () => void }) {
  const { call } = useApp()
  const { words: own } = useLocale()
  const words = useGitlabAuthWords()
  const [choice, setChoice] = useState<PickChoice>(pickNothing)
  // A typed password stays in its field: it is read when it is sent, and goes with the dialog.
  const password = useRef<HTMLInputElement>(null)
  const making = useAsking('auth-config.make')
  const [isChoosing, setChoosing] = useState(true)
  const made = isChoosing ? null : making.value
  const id = making.value?.id ?? null
  useEffect(
    () => () => {
      if (id !== null) void call('auth-config.drop', { id }).catch(() => undefined)
    },
    [call, id],
  )
  const isTyped = choice.registry.trim() !== '' && choice.user.trim() !== ''
  const isReady = choice.known.length > 0 || isTyped

  const make = async (allowRealms: readonly string[]): Promise<void> => {
    if (!isReady || making.isAsking) return
    const typed = { user: choice.user.trim(), password: password.current?.value ?? '' }
    const picks: Order['picks'] = [
      ...choice.known.map(({ registry, source }) => ({ registry, source, typed: null })),
      ...(isTyped ? [{ registry: choice.registry.trim(), source: null, typed }] : []),
    ]
    const { plainHttp, login } = choice
    const answer = await making.ask({ task, picks, login, allowRealms, plainHttp, ca: null })
    setChoosing(answer === null)
    setAllowed(allowRealms)
  }
  const [allowed, setAllowed] = useState<readonly string[]>([])
  const stop = (): void => void call('task.stop', { task }).catch(() => undefined)

  return (
    <Modal
      title={words.make}
      onClose={onClose}
      onSubmit={() => made || void make(allowed)}
      footer={
        <>
          {made && (
            <button type="button" className="quiet start" onClick={() => setChoosing(true)}>
              {words.back}
            </button>
          )}
          <button type="button" onClick={making.isAsking ? stop : onClose}>
            {making.isAsking ? words.stop : made ? own.close : own.cancel}
          </button>
          {!made && (
            <button type="submit" className="primary" disabled={!isReady || making.isAsking}>
              {making.isAsking ? words.trying : words.tryAndMake}
            </button>
          )}
        </>
      }
    >
      {/* Kept while its outcome is shown, with the password in its field: a host may have to be allowed. */}
      <div className="fields" hidden={made !== null}>
        <AuthConfigPicks choice={choice} password={password} onChange={setChoice} />
      </div>
      <div role="alert">{isChoosing && making.trouble && <TroubleText trouble={making.trouble} />}</div>
      {made && <AuthConfigMade made={made} onAllow={(host) => void make([...allowed, host])} />}
    </Modal>
  )
}
