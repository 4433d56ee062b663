import { useEffect, useRef, useState } from 'react'
import type { Approval } from '../../shared/approval.ts'
import type { PlanView, SwitchReport } from '../../shared/contract.ts'
import { chosenWith } from '../model/engine-names.ts'
import { isOfSystem } from '../model/plan-summary.ts'
import { isDismissed } from '../model/remedies.ts'
import type { Dialog } from '../state/dialog.ts'
import { troubleOf } from '../state/trouble.ts'
import { useApp } from '../state/use-app.ts'
import type { Trouble } from '../state/window-state.ts'

/** A plan, and what an administrator has allowed; null where that is no question. */
export interface Planned {
  readonly plan: PlanView
  readonly approval: Approval | null
}

/** Where a plan stands, from being made to being carried out. */
export type Phase =
  | { readonly kind: 'planning' }
  | ({ readonly kind: 'planned'; /** The password dialog was closed. */ readonly isDismissed: boolean } & Planned)
  /** The password dialog is open. */
  | ({ readonly kind: 'asking' } & Planned)
  | ({ readonly kind: 'applying' } & Planned)
  | { readonly kind: 'done'; readonly report: SwitchReport }
  /** With the plan that was to be carried out; null where none could be made. */
  | { readonly kind: 'failed'; readonly trouble: Trouble; readonly planned: Planned | null }

/** What the dialog wants a plan for. */
export type PlanIntent = Extract<Dialog, { kind: 'plan' }>

/** Makes a plan at once, and carries exactly that plan out when told to. */
export function usePlan({ to, engines, purpose }: PlanIntent) {
  const { call, store } = useApp()
  const [phase, setPhase] = useState<Phase>({ kind: 'planning' })
  const isGone = useRef(false)
  // The saved mirrors, as they are.
  const order = { to, engines, mirrors: null, keepTheirs: null, strict: null }

  const make = async (): Promise<void> => {
    try {
      const plan = await call('switch.plan', order)
      const asks = to === 'on' && isOfSystem(plan)
      const approval = asks ? await call('approval.read', {}) : null
      setPhase({ kind: 'planned', plan, approval, isDismissed: false })
    } catch (error) {
      setPhase({ kind: 'failed', trouble: troubleOf(error), planned: null })
    }
  }

  // Joining or leaving the switch is kept only once the files have followed.
  const keepChoice = async (): Promise<void> => {
    const { status } = store.get()
    const engine = engines?.[0]
    if (!status || !engine || (purpose !== 'include' && purpose !== 'exclude')) return
    const settings = await call('settings.edit', { engines: chosenWith(status, engine, purpose === 'include') })
    store.set({ settings })
  }

  const apply = async (planned: Planned, accept: boolean, check: boolean): Promise<void> => {
    const { plan, approval } = planned
    setPhase({ kind: 'applying', plan, approval })
    try {
      const report = await call('switch.set', { ...order, expect: plan.id, accept, check })
      store.set({ status: report.status, now: Date.now() })
      if (report.engines.every(({ failure }) => failure === null)) await keepChoice()
      setPhase({ kind: 'done', report })
    } catch (error) {
      setPhase({ kind: 'failed', trouble: troubleOf(error), planned })
    }
  }

  // The risks were accepted before the button could be pressed.
  const allowAndApply = async ({ plan, approval }: Planned, accept: boolean): Promise<void> => {
    setPhase({ kind: 'asking', plan, approval })
    try {
      const given = await call('approval.give', { acceptRisks: (approval?.risks.length ?? 0) > 0, only: false })
      // Whoever has cancelled meanwhile wants nothing to be turned on by a late password.
      if (!isGone.current) await apply({ plan, approval: given }, accept, true)
    } catch (error) {
      const trouble = troubleOf(error)
      if (isDismissed(trouble.notice)) setPhase({ kind: 'planned', plan, approval, isDismissed: true })
      else setPhase({ kind: 'failed', trouble, planned: { plan, approval } })
    }
  }

  useEffect(() => {
    void make()
    return () => {
      isGone.current = true
    }
    // The intent of a dialog never changes while it is open.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [])

  const again = (): void => {
    setPhase({ kind: 'planning' })
    void make()
  }

  return { phase, apply, allowAndApply, again, keepChoice }
}
