import { useId, useState } from 'react'
import { firstEngine, firstImage, type MirrorSource } from '../../shared/setup/setup.ts'
import { parseReference, parseUpstream } from '../../shared/registry.ts'
import { engineNames } from '../model/engine-names.ts'
import { checkForm, draftOf, formOf, type MirrorForm } from '../model/mirror-draft.ts'
import { useSetupWords } from '../locales/setup-words.ts'
import { useWindowState } from '../state/use-app.ts'
import { MirrorAnswer } from './mirror-answer.tsx'
import { AddressFields, UpstreamField } from './mirror-fields.tsx'

interface Props {
  /** Null image: nothing is pulled. */
  readonly onBegin: (source: MirrorSource, image: string | null) => void
}

/** Two questions at most, and a third only where a certificate is not trusted by itself. */
export function FirstRunForm({ onBegin }: Props) {
  const { status, locale } = useWindowState()
  const words = useSetupWords()
  const imageId = useId()
  const [isHere, setHere] = useState(false)
  const [form, setForm] = useState(() => formOf(undefined, 'docker.io'))
  const [typedImage, setTypedImage] = useState<string | null>(null)
  const faults = checkForm(form)
  const upstream = parseUpstream(form.upstream)
  const image = typedImage ?? (upstream.ok ? (firstImage(upstream.value) ?? '') : '')
  const isImageFine = image === '' || parseReference(image).ok
  const isReady = (isHere ? upstream.ok : faults.isFine) && isImageFine
  const engine = status && firstEngine(status)
  const name = engine && engineNames(status, locale.words.names)(engine)
  const change = (parts: Partial<MirrorForm>): void => setForm({ ...form, ...parts })
  const begin = (): void => {
    if (!isReady || !upstream.ok) return
    onBegin(
      isHere ? { kind: 'here', upstream: upstream.value } : { kind: 'team', draft: draftOf(form) },
      image === '' ? null : image,
    )
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        begin()
      }}
    >
      <fieldset>
        <legend>{words.where}</legend>
        {[false, true].map((here) => (
          <label key={String(here)} className="choice">
            <input type="radio" name="where" checked={isHere === here} onChange={() => setHere(here)} />
            <span>{here ? words.here : words.team}</span>
          </label>
        ))}
      </fieldset>
      {!isHere && (
        <>
          <AddressFields form={form} faults={faults} onChange={change} />
          <MirrorAnswer form={form} onChange={change} />
        </>
      )}
      <p className="promise">
        {isHere && `${words.promiseHere} `}
        {name === null ? words.promiseNoEngine : words.promise(name)}{' '}
        {engine && (engine.scope === 'user' ? words.promiseUser : words.promiseSystem(name ?? ''))}
      </p>
      <details className="fold">
        <summary>{words.more}</summary>
        <UpstreamField form={form} faults={faults} onChange={change} />
        {engine && (
          <div className="field">
            <label htmlFor={imageId}>{words.image}</label>
            <input
              id={imageId}
              value={image}
              spellCheck={false}
              autoComplete="off"
              aria-invalid={!isImageFine}
              aria-describedby={`${imageId}-help`}
              onChange={({ target }) => setTypedImage(target.value.trim())}
            />
            <p className={isImageFine ? 'aside' : 'wrong'} id={`${imageId}-help`}>
              {isImageFine ? words.imageHint : locale.words.proof.bad}
            </p>
          </div>
        )}
      </details>
      <button type="submit" className="primary" disabled={!isReady}>
        {name === null ? words.beginNoEngine : words.begin(name)}
      </button>
    </form>
  )
}
