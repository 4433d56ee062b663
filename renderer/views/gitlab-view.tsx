import { useGitlabWords } from '../locales/gitlab-words.ts'
import { GitlabRegistryPart } from './gitlab-registry-part.tsx'
import { GitlabRunnerPart } from './gitlab-runner-part.tsx'
import { AuthConfigPart } from './auth-config-part.tsx'
import { GitlabCheckPart } from './gitlab-check-part.tsx'

/** What a GitLab needs of registries: logins for its jobs, runners that use the mirror, a registry of its own. */
export function GitlabView() {
  const words = useGitlabWords()
  return (
    <div className="column">
      <h1>{words.title}</h1>
      <AuthConfigPart />
      <GitlabRunnerPart />
      <GitlabRegistryPart />
      <GitlabCheckPart />
    </div>
  )
}
