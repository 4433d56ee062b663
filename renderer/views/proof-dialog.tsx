import { useId, useState } from 'react'
import type { Verification } from '../../shared/contract.ts'
import type { EngineKey } from '../../shared/engine.ts'
import { parseReference } from '../../shared/registry.ts'
import { Modal } from '../components/modal.tsx'
import { TroubleText } from '../components/trouble-text.tsx'
import { engineNames, engineOf } from '../model/engine-names.ts'
import { troubleOf } from '../state/trouble.ts'
import { useApp, useWindowState } from '../state/use-app.ts'
import type { Trouble } from '../state/window-state.ts'
import { VerificationText } from './verification-text.tsx'

type Phase =
  | { readonly kind: 'asking' }
  | { readonly kind: 'running'; readonly isPull: boolean }
  | { readonly kind: 'done'; readonly verification: Verification }
  | { readonly kind: 'failed'; readonly trouble: Trouble }

/** Asks for an image, pulls it once through the engine, and shows what was seen. */
export function ProofDialog({ engine }: { readonly engine: EngineKey }) {
  const { call, show } = useApp()
  const { status, locale } = useWindowState()
  const { words } = locale
  const fieldId = useId()
  const [image, setImage] = useState(() => firstImage(engineOf(status, engine)?.mirrors ?? []))
  const [phase, setPhase] = useState<Phase>({ kind: 'asking' })
  const parsed = parseReference(image)
  const isRunning = phase.kind === 'running'

  const verify = (what: string | null): void => {
    setPhase({ kind: 'running', isPull: what !== null })
    call('engine.verify', { engine, image: what, mirrorLog: null }).then(
      (verification) => setPhase({ kind: 'done', verification }),
      (error: unknown) => setPhase({ kind: 'failed', trouble: troubleOf(error) }),
    )
  }

  return (
    <Modal
      title={words.proof.title(engineNames(status, words.names)(engine))}
      onClose={() => show(null)}
      onSubmit={() => parsed.ok && !isRunning && verify(image.trim())}
      footer={
        <>
          <button type="button" className="quiet start" disabled={isRunning} onClick={() => verify(null)}>
            {words.proof.check}
          </button>
          <button type="button" onClick={() => show(null)}>
            {words.close}
          </button>
          <button type="submit" className="primary" disabled={!parsed.ok || isRunning}>
            {words.proof.pull}
          </button>
        </>
      }
    >
      <p>{words.proof.about}</p>
      <div className="field">
        <label htmlFor={fieldId}>{words.proof.image}</label>
        <input
          id={fieldId}
          data-first-focus
          value={image}
          spellCheck={false}
          autoComplete="off"
          aria-invalid={!parsed.ok}
          aria-describedby={`${fieldId}-help`}
          onChange={({ target }) => setImage(target.value)}
        />
        <p className="aside" id={`${fieldId}-help`}>
          {!parsed.ok && !image.endsWith('/') && words.proof.bad}
        </p>
      </div>
      <div aria-live="polite">
        {isRunning && <p>{phase.isPull ? words.proof.pulling : words.proof.checking}</p>}
        {phase.kind === 'done' && <VerificationText verification={phase.verification} />}
        {phase.kind === 'failed' && <TroubleText trouble={phase.trouble} />}
      </div>
    </Modal>
  )
}

// A small image of Docker Hub; of any other upstream none is sure to exist.
function firstImage(mirrors: readonly { readonly upstream: string }[]): string {
  const upstreams = mirrors.map(({ upstream }) => upstream)
  if (upstreams.length === 0 || upstreams.includes('docker.io')) return 'docker.io/library/alpine:3.20'
  return `${upstreams[0]}/`
}
