import type { Scope } from '../engine.ts'
import { stateOf, type Files } from '../files.ts'
import { notice } from '../notice.ts'
import { refuse, textOf, withoutOurs, type Change, type Refusal } from '../plan.ts'
import { targetKey, targetPath, type Places, type Target } from '../targets.ts'

/** Certificate files that must come before the configuration that names them, and those that go after it. */
export interface CertificateChanges {
  readonly added: readonly Change[]
  readonly removed: readonly Change[]
  readonly refused: readonly Refusal[]
}

/**
 * Plans the certificate files of one kind. An engine fails on a `ca` that is missing, and trusts one that was
 * left behind: so they are written first and removed last.
 */
export function planCertificates(
  files: Files,
  wanted: readonly { readonly target: Target; readonly pem: string }[],
  kind: Target['kind'],
  scope: Scope,
  places: Places,
): CertificateChanges {
  const byKey = new Map(wanted.map((item) => [targetKey(item.target), item]))
  const refused: Refusal[] = []
  const added = [...byKey.values()].flatMap(({ target, pem }) => {
    const path = targetPath(target, places)
    const state = stateOf(files, path)
    const current = textOf(state)
    if (!current)
      refused.push(refuse(state.kind === 'refused' ? state.notice : notice('file-not-regular', { path }), path))
    if (!current || current.text === pem) return []
    const base = withoutOurs(current, files.originals.get(targetKey(target)), (text) => text)
    if (base !== null) refused.push(refuse(notice('file-foreign', { path }), path))
    return [
      { target, path, before: current.digest, beforeText: current.text, base, after: pem, via: null, entries: [] },
    ]
  })
  return { added, removed: [...leftOver(files, byKey, kind, scope, places)], refused }
}

// What we remember having written and no longer want.
function* leftOver(
  files: Files,
  wanted: ReadonlyMap<string, unknown>,
  kind: Target['kind'],
  scope: Scope,
  places: Places,
): Generator<Change> {
  for (const target of files.remembered) {
    const key = targetKey(target)
    if (target.kind !== kind || target.scope !== scope || wanted.has(key)) continue
    const path = targetPath(target, places)
    const current = textOf(stateOf(files, path))
    if (!current) continue
    const base = withoutOurs(current, files.originals.get(key), (text) => text)
    if (base === current.text) continue
    yield { target, path, before: current.digest, beforeText: current.text, base, after: base, via: null, entries: [] }
  }
}
