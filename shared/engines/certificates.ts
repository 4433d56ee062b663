import type { EngineId, Scope } from '../engine.ts'
import { stateOf, type Files } from '../files.ts'
import { notice } from '../notice.ts'
import { refuse, textOf, withoutOurs, type Change, type Refusal } from '../plan.ts'
import type { Mirror } from '../registry.ts'
import { targetKey, targetPath, type Places, type Target } from '../targets.ts'
import { asRemembered, rememberedOf } from './remembered.ts'

/** Certificate files that must come before the configuration that names them, and those that go after it. */
export interface CertificateChanges {
  readonly added: readonly Change[]
  readonly removed: readonly Change[]
  readonly refused: readonly Refusal[]
}

/** An engine’s own copies of the authorities of mirrors, as files below Pullcord’s directory. */
export function ownAuthorities(
  mirrors: readonly Mirror[],
  engine: Exclude<EngineId, 'docker'>,
  scope: Scope,
): readonly { readonly target: Target; readonly pem: string }[] {
  return mirrors.flatMap(({ ca }) =>
    ca === null ? [] : [{ target: { kind: 'pullcord-ca', scope, engine, sha256: ca.sha256 }, pem: ca.pem }],
  )
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
  const byPath = new Map(wanted.map((item) => [targetPath(item.target, places), item]))
  const refused: Refusal[] = []
  const read = (path: string): ReturnType<typeof textOf> => {
    const state = stateOf(files, path)
    if (state.kind === 'refused') refused.push(refuse(state.notice, path))
    return textOf(state)
  }
  const added = [...byPath].flatMap(([path, { target: named, pem }]) => {
    const target = asRemembered(files, named, places)
    const current = read(path)
    if (!current || current.text === pem) return []
    const base = withoutOurs(current, files.originals.get(targetKey(target)), (text) => text)
    if (base !== null) refused.push(refuse(notice('file-foreign', { path }), path))
    return [
      { target, path, before: current.digest, beforeText: current.text, base, after: pem, via: null, entries: [] },
    ]
  })
  // What we remember having written and no longer want.
  const removed = rememberedOf(files, kind, scope).flatMap((target) => {
    const path = targetPath(target, places)
    const current = byPath.has(path) ? null : read(path)
    const base = current && withoutOurs(current, files.originals.get(targetKey(target)), (text) => text)
    if (!current || base === current.text) return []
    return [
      { target, path, before: current.digest, beforeText: current.text, base, after: base, via: null, entries: [] },
    ]
  })
  return { added, removed, refused }
}
