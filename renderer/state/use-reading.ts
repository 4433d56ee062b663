import { useCallback, useEffect, useState } from 'react'
import type { CallName, Calls } from '../../shared/contract.ts'
import { troubleOf } from './trouble.ts'
import { useApp } from './use-app.ts'
import type { Trouble } from './window-state.ts'

/** What a call that only looks has told; `value` stays while it is read again. */
export interface Reading<T> {
  readonly value: T | null
  readonly trouble: Trouble | null
  readonly isReading: boolean
  read(): Promise<void>
}

/**
 * Makes a call at once, and again whenever `key` is another one: an event has told that the answer may have changed.
 * The input must not change while the view is open.
 */
export function useReading<N extends CallName>(name: N, input: Calls[N]['in'], key: string): Reading<Calls[N]['out']> {
  const { call } = useApp()
  const [state, setState] = useState<Omit<Reading<Calls[N]['out']>, 'read'>>({
    value: null,
    trouble: null,
    isReading: true,
  })
  const read = useCallback(async (): Promise<void> => {
    setState((now) => ({ ...now, isReading: true }))
    try {
      const value = await call(name, input)
      setState({ value, trouble: null, isReading: false })
    } catch (error) {
      const trouble = troubleOf(error)
      setState((now) => ({ ...now, trouble, isReading: false }))
    }
    // oxlint-disable-next-line react/exhaustive-deps
  }, [])
  useEffect(() => {
    void read()
  }, [key, read])
  return { ...state, read }
}
