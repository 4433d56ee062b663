import { useEffect, useRef, useState } from 'react'
import type { Progress } from '../../shared/tasks.ts'
import { type MirrorSource, setUp, type SetupResult, type SetupStep } from '../../shared/setup/setup.ts'
import { troubleOf } from '../state/trouble.ts'
import { useApp } from '../state/use-app.ts'
import type { Trouble } from '../state/window-state.ts'

/** Where the first set-up stands. */
export type FirstRunPhase =
  | { readonly kind: 'asking' }
  | { readonly kind: 'running'; readonly step: SetupStep; readonly isStopping: boolean }
  | { readonly kind: 'done'; readonly result: SetupResult }
  | { readonly kind: 'failed'; readonly step: SetupStep; readonly trouble: Trouble }

const task = 'first-run'

/** Carries out a first set-up, and tells how far it is. */
export function useFirstRun() {
  const { call, hear, store } = useApp()
  const [phase, setPhase] = useState<FirstRunPhase>({ kind: 'asking' })
  const [progress, setProgress] = useState<Progress | null>(null)
  const step = useRef<SetupStep>('mirror')

  useEffect(() => hear('progress', (told) => told.task === task && setProgress(told)), [hear])

  const run = async (source: MirrorSource, image: string | null): Promise<void> => {
    const begin = (next: SetupStep): void => {
      step.current = next
      setProgress(null)
      setPhase({ kind: 'running', step: next, isStopping: false })
    }
    try {
      const result = await setUp(source, image, { call, task, begin })
      if (result.report) store.set({ status: result.report.status, now: Date.now() })
      setPhase({ kind: 'done', result })
    } catch (error) {
      setPhase({ kind: 'failed', step: step.current, trouble: troubleOf(error) })
    }
  }

  const stop = (): void => {
    setPhase({ kind: 'running', step: step.current, isStopping: true })
    void call('task.stop', { task }).catch(() => undefined)
  }

  return { phase, progress, run, stop, back: () => setPhase({ kind: 'asking' }) }
}
