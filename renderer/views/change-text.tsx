import type { ChangeView } from '../../shared/contract.ts'
import { machineName } from '../../shared/engine-names.ts'
import { DiffText } from '../components/diff-text.tsx'
import { countLines, shortDigest } from '../model/diff-lines.ts'
import { useLocale } from '../state/use-app.ts'

/** One file of a plan: its path, its owner, its digests, and its diff one press away. */
export function ChangeText({ change, to }: { readonly change: ChangeView; readonly to: 'on' | 'off' }) {
  const { plan } = useLocale().words
  const { engine, path, before, after, diff, target } = change
  const machine = machineName(engine)
  const kind = before === null ? 'created' : after === null ? 'removed' : 'edited'
  const { added, removed } = countLines(diff)
  const isOwn = kind === 'created' || kind === 'removed' || /^(?:podman-drop-in|.*-ca)\b/.test(target)
  const owner = isOwn ? plan.owner.ours : to === 'off' ? plan.owner.back : plan.owner.shared
  return (
    <details className="change">
      <summary>
        <code className="path">{path}</code>
        <span className="badge" data-kind={kind}>
          {plan.kind[kind]}
        </span>
        <span className="aside">
          {machine !== null && `${machine} · `}
          {owner} · <Digest digest={before} none={plan.noFile} /> → <Digest digest={after} none={plan.noFile} />
        </span>
        <span className="count">
          <span aria-hidden="true">
            {added > 0 && <span className="added">+{added}</span>}{' '}
            {removed > 0 && <span className="removed">−{removed}</span>}
          </span>
          <span className="hidden">{plan.lines(added, removed)}</span>
        </span>
      </summary>
      <DiffText diff={diff} label={plan.diffOf(path)} />
    </details>
  )
}

function Digest({ digest, none }: { readonly digest: string | null; readonly none: string }) {
  return digest === null ? none : <code title={digest}>{shortDigest(digest)}</code>
}
