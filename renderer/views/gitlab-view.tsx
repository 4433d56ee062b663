import { useGitlabWords } from '../locales/gitlab-words.ts'
import { GitlabCheckPart } from './gitlab-check-part.tsx'

/** What a GitLab needs of registries: logins for its jobs, runners that use the mirror, a registry of its own. */
export function GitlabView() {
  const words = useGitlabWords()
  return (
    <div className="gitlab-view">
      <h1>{words.title}</h1>
      <GitlabCheckPart />
    </div>
  )
}
