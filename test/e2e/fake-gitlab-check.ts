import type { Calls } from '../../shared/contract.ts'
import { failure } from '../../shared/errors.ts'
import type { CheckCalls, GitlabCheckOrder, GitlabCheckReport } from '../../shared/gitlab/check-calls.ts'

type Answers = { readonly [N in keyof CheckCalls]: (input: Calls[N]['in']) => Promise<Calls[N]['out']> }

/** Checks of a GitLab's registry, as a test has them end. */
export class FakeGitlabCheck {
  report: GitlabCheckReport = { at: '2026-11-24T06:05:00.000Z', findings: [] }
  readonly asked: GitlabCheckOrder[] = []
  /** Whether a check goes on until it is stopped. */
  isHeld = false
  #end = (): void => {}

  readonly answers: Answers = {
    'gitlab.check': async (order) => {
      this.asked.push(order)
      if (this.isHeld) await new Promise<void>((_, reject) => (this.#end = () => reject(failure('task-stopped'))))
      return this.report
    },
  }

  stop(task: string): null {
    if (this.asked.at(-1)?.task === task) this.#end()
    return null
  }
}
