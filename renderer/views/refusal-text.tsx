import type { PlanView } from '../../shared/contract.ts'
import { Callout } from '../components/notice-text.tsx'
import { engineNames } from '../model/engine-names.ts'
import { useWindowState } from '../state/use-app.ts'

/** What cannot be part of the plan: which engine stays as it is, where the reason stands, and what to do. */
export function RefusalText({ refusal }: { readonly refusal: PlanView['refused'][number] }) {
  const { status, locale } = useWindowState()
  const { words, say } = locale
  const { path, line, column, notice } = refusal
  const { message, hint } = say(notice)
  const isNamed = path === null || message.includes(path)
  const place = line === null ? null : words.plan.place(line, column)
  return (
    <Callout
      tone="warning"
      message={
        <>
          <strong>{words.plan.refused(engineNames(status, words.names)(refusal.engine))}</strong>
          <br />
          {!isNamed && (
            <>
              <code>{path}</code>
              {place && `, ${place}`}
              {': '}
            </>
          )}
          {message}
        </>
      }
      hint={hint}
    />
  )
}
