import { useState } from 'react'
import { parseWebUrl } from '../../shared/gitlab/check/web-url.ts'
import { TextField } from '../components/text-field.tsx'
import { TroubleText } from '../components/trouble-text.tsx'
import { useGitlabCheckWords } from '../locales/gitlab-check-words.ts'
import { type ChosenFiles, withFiles } from '../model/check-files.ts'
import { useApp } from '../state/use-app.ts'
import { useAsking } from '../state/use-asking.ts'
import { CheckFiles } from './gitlab-check-files.tsx'
import { GitlabFindings } from './gitlab-findings.tsx'
import '../styles/gitlab-check.css'

const noFiles: ChosenFiles = { files: [], left: [] }

/** Asks what keeps a GitLab and its registry apart: by their addresses, by the files of the set-up, or by both. */
export function GitlabCheckPart() {
  const { call } = useApp()
  const words = useGitlabCheckWords()
  const [urls, setUrls] = useState({ registry: '', gitlab: '' })
  const [chosen, setChosen] = useState(noFiles)
  const [ca, setCa] = useState<string | null>(null)
  const [task, setTask] = useState('')
  const { value: report, trouble, isAsking, ask } = useAsking('gitlab.check')
  const [registry, gitlab] = [urls.registry.trim(), urls.gitlab.trim()]
  const isFine = [registry, gitlab].every((url) => url === '' || parseWebUrl(url) !== null)
  const isEmpty = registry === '' && gitlab === '' && chosen.files.length === 0

  const check = (): void => {
    if (!isFine || isEmpty || isAsking) return
    const name = `gitlab check ${Math.random().toString(36).slice(2)}`
    setTask(name)
    void ask({ task: name, files: chosen.files, registry: registry || null, gitlab: gitlab || null, ca })
  }
  const add = async (files: readonly File[]): Promise<void> => setChosen(await withFiles(chosen.files, files))

  const readCa = async (file: File | undefined): Promise<void> => setCa(file ? await file.text() : null)

  const field = (name: 'registry' | 'gitlab', placeholder: string) => (
    <TextField
      label={words[name]}
      hint={words[`${name}Hint`]}
      placeholder={placeholder}
      value={urls[name]}
      fault={urls[name].trim() === '' || parseWebUrl(urls[name]) ? null : { message: words.badUrl, hint: '' }}
      onChange={(value) => setUrls({ ...urls, [name]: value })}
      onLeave={() => {}}
    />
  )
  return (
    <section aria-labelledby="gitlab-check" className="registry-check">
      <h2 id="gitlab-check">{words.title}</h2>
      <p className="aside">{words.about}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          check()
        }}
      >
        {field('registry', 'https://registry.example.com')}
        {field('gitlab', 'https://gitlab.example.com')}
        <CheckFiles chosen={chosen} onAdd={(files) => void add(files)} onClear={() => setChosen(noFiles)} />
        <label className="file">
          <span>{words.ca}</span>
          <input type="file" accept=".pem,.crt,.cer" onChange={({ target }) => void readCa(target.files?.[0])} />
        </label>
        <div className="actions">
          <button type="submit" className="primary" disabled={!isFine || isEmpty || isAsking}>
            {report ? words.again : words.check}
          </button>
          {isAsking && (
            <button type="button" onClick={() => void call('task.stop', { task })}>
              {words.stop}
            </button>
          )}
        </div>
      </form>
      <div aria-live="polite">
        {isAsking && <p>{words.checking}</p>}
        {trouble && <TroubleText trouble={trouble} />}
      </div>
      {report && <GitlabFindings report={report} />}
    </section>
  )
}
