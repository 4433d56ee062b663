import { useCallback, useState } from 'react'
import type { CallName, Calls } from '../../shared/contract.ts'
import { troubleOf } from './trouble.ts'
import { useApp } from './use-app.ts'
import type { Trouble } from './window-state.ts'

/** What came of a call that a person has asked for. */
export interface Asking<N extends CallName> {
  readonly value: Calls[N]['out'] | null
  readonly trouble: Trouble | null
  readonly isAsking: boolean
  /** Resolves to the answer, or to null where the call failed. */
  ask(input: Calls[N]['in']): Promise<Calls[N]['out'] | null>
}

/** A call that is made when somebody presses for it, never by itself. */
export function useAsking<N extends CallName>(name: N): Asking<N> {
  const { call } = useApp()
  const [state, setState] = useState<Omit<Asking<N>, 'ask'>>({ value: null, trouble: null, isAsking: false })
  const ask = useCallback(
    async (input: Calls[N]['in']): Promise<Calls[N]['out'] | null> => {
      setState({ value: null, trouble: null, isAsking: true })
      try {
        const value = await call(name, input)
        setState({ value, trouble: null, isAsking: false })
        return value
      } catch (error) {
        setState({ value: null, trouble: troubleOf(error), isAsking: false })
        return null
      }
    },
    [call, name],
  )
  return { ...state, ask }
}
