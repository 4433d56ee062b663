import { setupSteps } from '../../shared/setup/setup.ts'
import type { Progress } from '../../shared/tasks.ts'
import { Mark, stepLooks } from '../components/mark.tsx'
import { TroubleText } from '../components/trouble-text.tsx'
import { useSetupWords } from '../locales/setup-words.ts'
import { useLocale } from '../state/use-app.ts'
import type { FirstRunPhase } from './use-first-run.ts'

type StepState = keyof typeof stepLooks

interface Props {
  readonly phase: Extract<FirstRunPhase, { kind: 'running' | 'failed' }>
  readonly progress: Progress | null
  readonly onStop: () => void
  readonly onBack: () => void
}

/** The steps of a first set-up, each with what became of it. */
export function FirstRunSteps({ phase, progress, onStop, onBack }: Props) {
  const words = useSetupWords()
  const { say } = useLocale()
  const at = setupSteps.indexOf(phase.step)
  const states = setupSteps.map((_, index): StepState => {
    if (index < at) return 'done'
    if (index > at) return 'waiting'
    return phase.kind
  })
  const told = progress && say(progress.notice)
  return (
    <>
      <ol className="report">
        {setupSteps.map((step, index) => {
          const state = states[index]!
          return (
            <li key={step} aria-current={index === at ? 'step' : undefined}>
              <Mark look={stepLooks[state]} />
              <div>
                <p>
                  <strong>{words.steps[step]}</strong> {words.state[state]}
                </p>
                {state === 'running' && told && <p className="aside">{told.message}</p>}
              </div>
            </li>
          )
        })}
      </ol>
      {phase.kind === 'failed' ? (
        <>
          <TroubleText trouble={phase.trouble} />
          <button type="button" onClick={onBack}>
            {words.back}
          </button>
        </>
      ) : (
        <button type="button" disabled={phase.isStopping || phase.step !== 'mirror'} onClick={onStop}>
          {phase.isStopping ? words.stopping : words.cancel}
        </button>
      )}
    </>
  )
}
