import type { RefObject } from 'react'
import type { KnownLogin } from '../../shared/gitlab/auth-config.ts'
import { NoticeText } from '../components/notice-text.tsx'
import { Plain } from '../components/plain.tsx'
import { SecretField } from '../components/secret-field.tsx'
import { TextField } from '../components/text-field.tsx'
import { TroubleText } from '../components/trouble-text.tsx'
import { useGitlabAuthWords } from '../locales/gitlab-auth-words.ts'
import { useReading } from '../state/use-reading.ts'

/** What was chosen; a typed password is not part of it. */
export interface PickChoice {
  readonly known: readonly KnownLogin[]
  readonly registry: string
  readonly user: string
  readonly plainHttp: boolean
  readonly login: boolean
}

export const pickNothing: PickChoice = { known: [], registry: '', user: '', plainHttp: false, login: true }

interface Props {
  readonly choice: PickChoice
  readonly password: RefObject<HTMLInputElement | null>
  readonly onChange: (choice: PickChoice) => void
}

/** The logins on file to tick, and fields for one that is on none. */
export function AuthConfigPicks({ choice, password, onChange }: Props) {
  const words = useGitlabAuthWords()
  const { value, trouble } = useReading('auth-config.look', {}, '')
  const set = (parts: Partial<PickChoice>): void => onChange({ ...choice, ...parts })
  // One registry has one login: ticking it in another file takes it from the first.
  const tick = (login: KnownLogin, isOn: boolean): void => {
    const others = choice.known.filter(({ registry }) => registry !== login.registry)
    set({ known: isOn ? [...others, login] : others })
  }
  return (
    <>
      {trouble && <TroubleText trouble={trouble} />}
      <fieldset>
        <legend>{words.onFile}</legend>
        {!value && !trouble && <p>{words.reading}</p>}
        {value?.logins.length === 0 && (
          <p>
            {words.none} <span className="aside">{words.noneHint}</span>
          </p>
        )}
        {value?.logins.map((login) => (
          <label key={`${login.source} ${login.path} ${login.registry}`} className="choice">
            <input
              type="checkbox"
              disabled={login.kind === 'pass'}
              checked={choice.known.some(({ registry, path }) => registry === login.registry && path === login.path)}
              onChange={({ target }) => tick(login, target.checked)}
            />
            <span>
              <Plain text={login.registry} />{' '}
              <span className="aside">
                <Plain text={partsOf(login, words)} />
              </span>
            </span>
          </label>
        ))}
      </fieldset>
      {value?.notices.map((one) => (
        <NoticeText key={one.message} notice={one} tone="warning" />
      ))}
      <fieldset>
        <legend>{words.other}</legend>
        <TextField
          label={words.registry}
          hint={words.registryHint}
          value={choice.registry}
          fault={null}
          isFirst
          onChange={(registry) => set({ registry })}
          onLeave={() => {}}
        />
        <TextField
          label={words.user}
          hint={words.userHint}
          value={choice.user}
          fault={null}
          onChange={(user) => set({ user })}
          onLeave={() => {}}
        />
        <SecretField label={words.password} hint={words.passwordHint} field={password} />
      </fieldset>
      <label className="choice">
        <input
          type="checkbox"
          checked={choice.plainHttp}
          onChange={({ target }) => set({ plainHttp: target.checked })}
        />
        <span>{words.plainHttp}</span>
      </label>
      <label className="choice">
        <input type="checkbox" checked={!choice.login} onChange={({ target }) => set({ login: !target.checked })} />
        <span>{words.skip}</span>
      </label>
    </>
  )
}

function partsOf({ user, kind, helper, path }: KnownLogin, words: ReturnType<typeof useGitlabAuthWords>): string {
  const place = helper === null ? path : words.keptBy(helper)
  return [user, words.kind[kind], place].filter((part) => part !== null && part !== '').join(' · ')
}
