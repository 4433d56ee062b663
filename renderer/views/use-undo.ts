import { useState } from 'react'
import type { UndoReport } from '../../shared/contract.ts'
import type { HistoryEntry } from '../../shared/history.ts'
import { troubleOf } from '../state/trouble.ts'
import { useApp } from '../state/use-app.ts'
import type { Trouble } from '../state/window-state.ts'

/** Where the undoing of one entry stands. */
export type UndoPhase =
  | { readonly kind: 'idle' }
  | { readonly kind: 'sure'; readonly entry: HistoryEntry }
  | { readonly kind: 'undoing'; readonly entry: HistoryEntry }
  | { readonly kind: 'done'; readonly entry: HistoryEntry; readonly report: UndoReport }
  | { readonly kind: 'failed'; readonly entry: HistoryEntry; readonly trouble: Trouble }

/** Undoes an entry once a person is sure. */
export function useUndo() {
  const { call, store } = useApp()
  const [phase, setPhase] = useState<UndoPhase>({ kind: 'idle' })
  const undo = async (entry: HistoryEntry, accept: boolean): Promise<void> => {
    setPhase({ kind: 'undoing', entry })
    try {
      const report = await call('history.undo', { id: entry.id, accept })
      store.set({ status: report.status, now: Date.now() })
      setPhase({ kind: 'done', entry, report })
    } catch (error) {
      setPhase({ kind: 'failed', entry, trouble: troubleOf(error) })
    }
  }
  return {
    phase,
    undo,
    ask: (entry: HistoryEntry) => setPhase({ kind: 'sure', entry }),
    leave: () => setPhase({ kind: 'idle' }),
  }
}
