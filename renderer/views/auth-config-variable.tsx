import { useId, useRef, useState } from 'react'
import type { VariableOrder, VariablePlace } from '../../shared/gitlab/auth-config.ts'
import { Callout } from '../components/notice-text.tsx'
import { SecretField } from '../components/secret-field.tsx'
import { TextField } from '../components/text-field.tsx'
import { TroubleText } from '../components/trouble-text.tsx'
import { useGitlabAuthWords } from '../locales/gitlab-auth-words.ts'
import { useAsking } from '../state/use-asking.ts'

interface Form extends Pick<VariableOrder, 'gitlab' | 'visibility' | 'protected' | 'environment'> {
  readonly kind: VariablePlace['kind']
  readonly path: string
}

const places = ['project', 'group', 'instance'] as const satisfies readonly VariablePlace['kind'][]
const visibilities = ['masked', 'hidden', 'visible'] as const satisfies readonly VariableOrder['visibility'][]
const first: Form = {
  gitlab: 'https://',
  kind: 'project',
  path: '',
  visibility: 'masked',
  protected: false,
  environment: '*',
}

/** Sets the variable by GitLab's API. The token stays in its field, and is read when it is sent. */
export function AuthConfigVariable({ id }: { readonly id: string }) {
  const words = useGitlabAuthWords()
  const [form, setForm] = useState(first)
  const token = useRef<HTMLInputElement>(null)
  const setting = useAsking('auth-config.set')
  const fieldId = useId()
  const set = (parts: Partial<Form>): void => setForm({ ...form, ...parts })
  const isInstance = form.kind === 'instance'
  const isReady = /^https?:\/\/./.test(form.gitlab) && (isInstance || form.path.trim() !== '')

  const send = async (): Promise<void> => {
    const secret = token.current?.value ?? ''
    if (!isReady || secret === '' || setting.isAsking) return token.current?.focus()
    const { gitlab, visibility, environment, kind } = form
    const place: VariablePlace = kind === 'instance' ? { kind } : { kind, path: form.path.trim() }
    const kept = isInstance
      ? ({ environment: '*', visibility: shownFor(kind, visibility) } as const)
      : { environment, visibility }
    await setting.ask({ id, order: { gitlab, place, token: secret, protected: form.protected, ca: null, ...kept } })
  }
  return (
    <details className="fold">
      <summary>{words.set}</summary>
      <div className="fields">
        <TextField
          label={words.gitlab}
          hint={words.gitlabHint}
          value={form.gitlab}
          fault={null}
          onChange={(gitlab) => set({ gitlab })}
          onLeave={() => {}}
        />
        <Choice
          id={`${fieldId}-where`}
          label={words.where}
          value={form.kind}
          words={words.place}
          options={places}
          onChange={(kind) => set({ kind, visibility: shownFor(kind, form.visibility) })}
        />
        {!isInstance && (
          <TextField
            label={words.path}
            hint={words.pathHint}
            value={form.path}
            fault={null}
            onChange={(path) => set({ path })}
            onLeave={() => {}}
          />
        )}
        <Choice
          id={`${fieldId}-visibility`}
          label={words.visibility}
          value={form.visibility}
          words={words.visibilities}
          options={isInstance ? visibilities.filter((one) => one !== 'hidden') : visibilities}
          onChange={(visibility) => set({ visibility })}
        />
        <label className="choice">
          <input
            type="checkbox"
            checked={form.protected}
            onChange={({ target }) => set({ protected: target.checked })}
          />
          <span>{words.protected}</span>
        </label>
        {!isInstance && (
          <TextField
            label={words.environment}
            hint={words.environmentHint}
            value={form.environment}
            fault={null}
            onChange={(environment) => set({ environment })}
            onLeave={() => {}}
          />
        )}
        <SecretField label={words.token} hint={words.tokenHint} field={token} />
        <div>
          <button type="button" disabled={!isReady || setting.isAsking} onClick={() => void send()}>
            {setting.isAsking ? words.sending : words.send}
          </button>
        </div>
        <div aria-live="polite">
          {setting.isAsking && <p className="hint">{words.askedOutside}</p>}
          {setting.value && <Callout tone="on" message={words.done[setting.value.how]} />}
          {setting.trouble && <TroubleText trouble={setting.trouble} />}
        </div>
      </div>
    </details>
  )
}

// GitLab hides no variable of the instance.
function shownFor(kind: VariablePlace['kind'], visibility: VariableOrder['visibility']): VariableOrder['visibility'] {
  return kind === 'instance' && visibility === 'hidden' ? 'masked' : visibility
}

interface ChoiceProps<V extends string> {
  readonly id: string
  readonly label: string
  readonly value: V
  readonly options: readonly V[]
  readonly words: Readonly<Record<V, string>>
  readonly onChange: (value: V) => void
}

function Choice<V extends string>({ id, label, value, options, words, onChange }: ChoiceProps<V>) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={({ target }) => onChange(target.value as V)}>
        {options.map((option) => (
          <option key={option} value={option}>
            {words[option]}
          </option>
        ))}
      </select>
    </div>
  )
}
