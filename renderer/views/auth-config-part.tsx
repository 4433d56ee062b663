import { useState } from 'react'
import { useGitlabAuthWords } from '../locales/gitlab-auth-words.ts'
import { AuthConfigDialog } from './auth-config-dialog.tsx'

/** What DOCKER_AUTH_CONFIG is, and the way to make one. Nothing is read before somebody asks: a helper may open a keyring. */
export function AuthConfigPart() {
  const words = useGitlabAuthWords()
  const [isOpen, setOpen] = useState(false)
  return (
    <section aria-labelledby="auth-config">
      <h2 id="auth-config">{words.title}</h2>
      <div className="empty">
        <p>{words.about}</p>
        <div>
          <button type="button" onClick={() => setOpen(true)}>
            {words.make}
          </button>
        </div>
      </div>
      {isOpen && <AuthConfigDialog onClose={() => setOpen(false)} />}
    </section>
  )
}
