import type { JobFinding, RunnerView } from '../../shared/gitlab/runner-calls.ts'
import { Mark, toneLooks, type Tone } from '../components/mark.tsx'
import { useGitlabRunnerWords } from '../locales/gitlab-runner-words.ts'
import { useLocale } from '../state/use-app.ts'

const tones: Readonly<Record<JobFinding['way'], Tone>> = { covered: 'on', bypass: 'warning', note: 'quiet' }

/** One runner: whether its jobs get all images through the mirror, and each way by itself. */
export function RunnerRow({ runner: { name, executor, findings } }: { readonly runner: RunnerView }) {
  const words = useGitlabRunnerWords()
  const past = findings.filter(({ way }) => way === 'bypass').length
  const isCovered = past === 0 && findings.some(({ way }) => way === 'covered')
  const tone: Tone = past > 0 ? 'warning' : isCovered ? 'on' : 'quiet'
  return (
    <li data-tone={tone}>
      <Mark look={toneLooks[tone]} />
      <span className="route">
        {name} <span className="aside">{executor}</span>
      </span>
      <output className="state">{past > 0 ? words.passes(past) : isCovered ? words.allCovered : ''}</output>
      <div className="under">
        <RunnerFindings findings={findings} />
      </div>
    </li>
  )
}

/** What is said of ways to images, each with its shape and, for those who do not see it, its word. */
export function RunnerFindings({ findings }: { readonly findings: readonly JobFinding[] }) {
  const { say } = useLocale()
  const { way: ways } = useGitlabRunnerWords()
  return (
    <ul className="checks">
      {findings.map(({ way, notice }) => {
        const { message, hint } = say(notice)
        return (
          <li key={notice.message}>
            <Mark look={toneLooks[tones[way]]} />
            <div>
              <p>
                <span className="hidden">{ways[way]}: </span>
                {message}
              </p>
              {way !== 'covered' && hint !== '' && <p className="aside">{hint}</p>}
            </div>
          </li>
        )
      })}
    </ul>
  )
}
