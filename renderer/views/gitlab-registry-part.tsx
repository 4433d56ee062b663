import { Fragment, useState } from 'react'
import type { KitFile } from '../../shared/gitlab/kit-calls.ts'
import { CertificatePicture } from '../components/certificate-picture.tsx'
import { CopyCommand } from '../components/copy-command.tsx'
import { NoticeText } from '../components/notice-text.tsx'
import { TroubleText } from '../components/trouble-text.tsx'
import { useGitlabRegistryWords } from '../locales/gitlab-registry-words.ts'
import { emptyKitForm, kitCommand, optionsOf } from '../model/kit-form.ts'
import { useAsking } from '../state/use-asking.ts'
import '../styles/gitlab-registry.css'
import { GitlabRegistryFields } from './gitlab-registry-fields.tsx'

/** A registry beside GitLab: which certificate goes where, and the files and the command for one of one's own. */
export function GitlabRegistryPart() {
  const words = useGitlabRegistryWords()
  const [form, setForm] = useState(emptyKitForm)
  const kit = useAsking('gitlab.kit')
  const command = kitCommand(form)
  const show = (): void => void kit.ask({ options: optionsOf(form), withPair: false })
  return (
    <section className="registry-kit" aria-labelledby="registry-kit">
      <div className="heading">
        <h2 id="registry-kit">{words.title}</h2>
      </div>
      <p>{words.intro}</p>
      <CertificatePicture words={words.picture} layout="wide" />
      <CertificatePicture words={words.picture} layout="narrow" />
      <ol className="legend">
        {words.legend.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
      <GitlabRegistryFields form={form} onChange={(parts) => setForm({ ...form, ...parts })} />
      {command !== null && (
        <div className="made">
          <p>{words.command}</p>
          <p className="command">
            <code>
              {command.split(/ (?=--)/).map((argument) => (
                <Fragment key={argument}>
                  <span className="argument">{argument}</span>{' '}
                </Fragment>
              ))}
            </code>
            <CopyCommand command={command} />
          </p>
          <p className="aside">{words.keyNote}</p>
        </div>
      )}
      <div>
        <button type="button" disabled={command === null || kit.isAsking} onClick={show}>
          {words.show}
        </button>
      </div>
      <div aria-live="polite">
        {kit.trouble && <TroubleText trouble={kit.trouble} />}
        {kit.value?.notes.map((note) => (
          <NoticeText key={note.message} notice={note} tone="warning" />
        ))}
      </div>
      {kit.value && <KitFiles files={kit.value.files} />}
    </section>
  )
}

function KitFiles({ files }: { readonly files: readonly KitFile[] }) {
  const words = useGitlabRegistryWords()
  return (
    <div className="kit-files">
      {files.map(({ name, text }) => (
        <details key={name} className="change">
          <summary>
            <span className="path">{name}</span>
          </summary>
          <div>
            <CopyCommand command={text} label={words.copyFile(name)} />
            <div className="evidence">
              <pre>{text}</pre>
            </div>
          </div>
        </details>
      ))}
    </div>
  )
}
