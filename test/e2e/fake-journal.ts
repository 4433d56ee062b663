import type { HistoryEntry } from '../../shared/history.ts'
import { notice, type Notice } from '../../shared/notice.ts'
import { mirrorArgument } from '../../shared/helper-protocol.ts'
import { keyOf } from '../../shared/engine.ts'
import type { Mirror } from '../../shared/registry.ts'
import { digest, type FakeEngine } from './fake-engines.ts'

interface Change {
  readonly engine: FakeEngine
  readonly verb: HistoryEntry['verb']
  readonly before: string | null
  readonly after: string | null
  readonly from: readonly Mirror[]
  readonly to: readonly Mirror[]
  readonly failure?: Notice
}

/** What was changed, newest first; each entry knows the text that it took away. */
export class FakeJournal {
  entries: readonly HistoryEntry[] = []
  readonly #changes = new Map<string, Change>()

  note(change: Change): void {
    const { engine, verb, before, after, from, to, failure = null } = change
    const id = `20261124T060500000Z-${this.entries.length.toString(16).padStart(8, '0')}`
    this.#changes.set(id, change)
    const entry: HistoryEntry = {
      id,
      at: new Date().toISOString(),
      by: { uid: 1000, via: engine.scope === 'user' ? 'user' : 'pkexec' },
      who: 'mei',
      verb,
      engine: keyOf(engine),
      from: from.map(shown),
      to: to.map(shown),
      changes: [{ path: engine.path, before: digest(before), after: digest(after) }],
      again: false,
      failure,
      fixed: failure && notice('undo-of-failure'),
    }
    this.entries = [entry, ...this.entries]
  }

  changeOf(id: string | null): Change | undefined {
    return this.#changes.get(id ?? this.entries[0]?.id ?? '')
  }
}

function shown(mirror: Mirror): string {
  return mirrorArgument(mirror).replace('=', ' → ')
}
