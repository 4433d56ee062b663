import { useId, useState } from 'react'
import { TextField } from '../components/text-field.tsx'
import { useGitlabRegistryWords } from '../locales/gitlab-registry-words.ts'
import { faultOf, type KitForm } from '../model/kit-form.ts'
import { useLocale } from '../state/use-app.ts'

interface Props {
  readonly form: KitForm
  readonly onChange: (parts: Partial<KitForm>) => void
}

const examples = { gitlabUrl: 'https://gitlab.example.com', registryUrl: 'https://registry.example.com' } as const

/** What a registry beside GitLab is to be, checked while one types. */
export function GitlabRegistryFields({ form, onChange }: Props) {
  const { say } = useLocale()
  const words = useGitlabRegistryWords()
  // Nobody is told of a fault in a field that was never touched.
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const id = useId()
  const field = (name: 'gitlabUrl' | 'registryUrl' | 'issuer' | 'days') => {
    const fault = left.has(name) ? faultOf(form, name) : null
    return (
      <TextField
        label={words[name]}
        hint={words[`${name}Hint`]}
        value={form[name]}
        fault={fault && say(fault)}
        {...(name in examples && { placeholder: examples[name as keyof typeof examples] })}
        onChange={(value) => onChange({ [name]: value })}
        onLeave={() => setLeft(new Set([...left, name]))}
      />
    )
  }
  return (
    <div className="fields">
      {field('gitlabUrl')}
      {field('registryUrl')}
      <div className="field">
        <label htmlFor={`${id}-version`}>{words.version}</label>
        <select
          id={`${id}-version`}
          value={form.registry}
          onChange={({ target }) => onChange({ registry: target.value === '3' ? 3 : 2 })}
        >
          <option value={2}>{words.version2}</option>
          <option value={3}>{words.version3}</option>
        </select>
      </div>
      <div className="field">
        <label htmlFor={`${id}-key`}>{words.key}</label>
        <select
          id={`${id}-key`}
          value={form.key}
          onChange={({ target }) => onChange({ key: target.value === 'ecdsa' ? 'ecdsa' : 'rsa' })}
        >
          <option value="rsa">{words.rsa}</option>
          <option value="ecdsa">{words.ecdsa}</option>
        </select>
      </div>
      {field('issuer')}
      {field('days')}
    </div>
  )
}
