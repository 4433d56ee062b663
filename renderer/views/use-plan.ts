import { useEffect, useState } from 'react'
import type { PlanView, SwitchReport } from '../../shared/contract.ts'
import { chosenWith } from '../model/engine-names.ts'
import type { Dialog } from '../state/dialog.ts'
import { troubleOf } from '../state/trouble.ts'
import { useApp } from '../state/use-app.ts'
import type { Trouble } from '../state/window-state.ts'

/** Where a plan stands, from being made to being carried out. */
export type Phase =
  | { readonly kind: 'planning' }
  | { readonly kind: 'planned'; readonly plan: PlanView }
  | { readonly kind: 'applying'; readonly plan: PlanView }
  | { readonly kind: 'done'; readonly report: SwitchReport }
  /** With the plan that was to be carried out; null where none could be made. */
  | { readonly kind: 'failed'; readonly trouble: Trouble; readonly plan: PlanView | null }

/** What the dialog wants a plan for. */
export type PlanIntent = Extract<Dialog, { kind: 'plan' }>

/** Makes a plan at once, and carries exactly that plan out when told to. */
export function usePlan({ to, engines, purpose }: PlanIntent) {
  const { call, store } = useApp()
  const [phase, setPhase] = useState<Phase>({ kind: 'planning' })
  // The saved mirrors, as they are.
  const order = { to, engines, mirrors: null, keepTheirs: null }

  const make = (): Promise<void> =>
    call('switch.plan', order).then(
      (plan) => setPhase({ kind: 'planned', plan }),
      (error: unknown) => setPhase({ kind: 'failed', trouble: troubleOf(error), plan: null }),
    )

  // Joining or leaving the switch is kept only once the files have followed.
  const keepChoice = async (): Promise<void> => {
    const { status } = store.get()
    const engine = engines?.[0]
    if (!status || !engine || (purpose !== 'include' && purpose !== 'exclude')) return
    const settings = await call('settings.edit', { engines: chosenWith(status, engine, purpose === 'include') })
    store.set({ settings })
  }

  const apply = async (plan: PlanView, accept: boolean, check: boolean): Promise<void> => {
    setPhase({ kind: 'applying', plan })
    try {
      const report = await call('switch.set', { ...order, expect: plan.id, accept, check })
      store.set({ status: report.status, now: Date.now() })
      if (report.engines.every(({ failure }) => failure === null)) await keepChoice()
      setPhase({ kind: 'done', report })
    } catch (error) {
      setPhase({ kind: 'failed', trouble: troubleOf(error), plan })
    }
  }

  useEffect(() => {
    void make()
    // The intent of a dialog never changes while it is open.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [])

  const again = (): void => {
    setPhase({ kind: 'planning' })
    void make()
  }

  return { phase, apply, again, keepChoice }
}
