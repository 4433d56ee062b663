import { foldNotes } from '../../shared/gitlab/common-notes.ts'
import type { RunnerHost, RunnerSnippet } from '../../shared/gitlab/runner-calls.ts'
import { CopyCommand } from '../components/copy-command.tsx'
import { NoticeText } from '../components/notice-text.tsx'
import { TroubleText } from '../components/trouble-text.tsx'
import { useGitlabRunnerWords } from '../locales/gitlab-runner-words.ts'
import { useApp, useWindowState } from '../state/use-app.ts'
import { useReading } from '../state/use-reading.ts'
import { RunnerFindings, RunnerRow } from './runner-row.tsx'

/** The runners of this machine: where jobs get images, what goes past the mirror, and what mends it. */
export function GitlabRunnerPart() {
  const { show } = useApp()
  const { status } = useWindowState()
  const words = useGitlabRunnerWords()
  // Read again when an event has told that an engine or the list of mirrors is another one.
  const seen = JSON.stringify([
    status?.engines.map(({ id, scope, state }) => [id, scope, state]),
    status?.mirrors.length,
  ])
  const { value, trouble } = useReading('gitlab.runner', {}, seen)
  const hosts = value?.hosts ?? []
  const elsewhere = value?.elsewhere ?? []
  const turn = (to: 'on' | 'off'): void =>
    show({ kind: 'plan', to, engines: value?.engines ?? null, purpose: 'switch' })
  const isOn = status?.engines.some(({ id, mirrors }) => id === 'gitlab-runner' && mirrors.length > 0) === true
  const canTurn = (value?.engines.length ?? 0) > 0 && (status?.mirrors.length ?? 0) > 0
  return (
    <section aria-labelledby="runners">
      <div className="heading">
        <h2 id="runners">{words.title}</h2>
        {canTurn && (
          <button type="button" className="quiet" onClick={() => turn(isOn ? 'off' : 'on')}>
            {isOn ? words.turnOff : words.turnOn}
          </button>
        )}
      </div>
      {trouble && <TroubleText trouble={trouble} />}
      {value && hosts.length === 0 && elsewhere.length === 0 && (
        <div className="empty">
          <p>{words.none}</p>
          <p className="aside">{words.noneHint}</p>
        </div>
      )}
      {hosts.map((host) => (
        <Host key={host.path} host={host} />
      ))}
      {elsewhere.map((notice) => (
        <NoticeText key={notice.message} notice={notice} tone="warning" />
      ))}
      {value && value.snippets.length > 0 && <Snippets snippets={value.snippets} />}
    </section>
  )
}

function Host({ host: { path, problem, runners: all } }: { readonly host: RunnerHost }) {
  const words = useGitlabRunnerWords()
  const { runners, common } = foldNotes(all)
  return (
    <>
      <p className="aside">
        {words.about} <code className="path">{path}</code>
      </p>
      {problem && <NoticeText notice={problem} tone="warning" />}
      {!problem && runners.length === 0 && <p className="aside">{words.empty}</p>}
      {runners.length > 0 && (
        <ul className="rows mirrors">
          {runners.map((runner) => (
            <RunnerRow key={runner.name} runner={runner} />
          ))}
        </ul>
      )}
      {common.length > 0 && (
        <details className="fold">
          <summary>{words.beside}</summary>
          <RunnerFindings findings={common} />
        </details>
      )}
    </>
  )
}

function Snippets({ snippets }: { readonly snippets: readonly RunnerSnippet[] }) {
  const words = useGitlabRunnerWords()
  return (
    <details className="fold">
      <summary>{words.snippets}</summary>
      {snippets.map(({ kind, text }) => (
        <div key={kind}>
          <p className="aside">
            {words.snippet[kind]} <CopyCommand command={text} />
          </p>
          <pre>{text}</pre>
        </div>
      ))}
    </details>
  )
}
