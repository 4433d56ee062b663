import { useSetupWords } from '../locales/setup-words.ts'
import { FirstRunDone } from './first-run-done.tsx'
import { FirstRunForm } from './first-run-form.tsx'
import { FirstRunSteps } from './first-run-steps.tsx'
import { useFirstRun } from './use-first-run.ts'

/** From nothing to a proven pull: where the mirror is, one button, and what it showed. */
export function FirstRun({ onFinish }: { readonly onFinish: () => void }) {
  const words = useSetupWords()
  const { phase, progress, run, stop, back } = useFirstRun()
  return (
    <section className="first-run" aria-labelledby="first-run">
      <h2 id="first-run">{words.title}</h2>
      {/* Hidden rather than removed: what was typed is there again after “Back”. */}
      <div hidden={phase.kind !== 'asking'}>
        <FirstRunForm onBegin={(source, image) => void run(source, image)} />
      </div>
      <div aria-live="polite">
        {(phase.kind === 'running' || phase.kind === 'failed') && (
          <FirstRunSteps phase={phase} progress={progress} onStop={stop} onBack={back} />
        )}
        {phase.kind === 'done' && <FirstRunDone result={phase.result} onFinish={onFinish} />}
      </div>
    </section>
  )
}
