import { useId, useState } from 'react'
import type { ImageDetail } from '../../shared/pulls/catalog.ts'
import { CopyText } from '../components/copy-text.tsx'
import { NoticeText } from '../components/notice-text.tsx'
import { Plain } from '../components/plain.tsx'
import { TroubleText } from '../components/trouble-text.tsx'
import { useMirrorWords } from '../locales/mirror-words.ts'
import { plainText } from '../../shared/plain-text.ts'
import { useAsking } from '../state/use-asking.ts'

interface Props {
  readonly mirror: string
  readonly repository: string
  readonly reference: string
  readonly onType: (reference: string) => void
}

/** Platforms, sizes and digests, which only the mirror can tell; what asking may cost is said before. */
export function ImageAsk({ mirror, repository, reference, onType }: Props) {
  const { image: words } = useMirrorWords()
  const { value, trouble, isAsking, ask } = useAsking('catalog.image')
  const [asked, setAsked] = useState('')
  const id = useId()
  const wanted = reference.trim()
  const send = (): void => {
    setAsked(wanted)
    void ask({ mirror, repository, reference: wanted, ask: true })
  }
  return (
    <section aria-labelledby="image-ask">
      <h3 id="image-ask">{words.platforms}</h3>
      <p className="aside" id={`${id}-risk`}>
        {words.askRisk}
      </p>
      <div className="ask">
        <label htmlFor={id}>{words.reference}</label>
        <input
          id={id}
          value={reference}
          spellCheck={false}
          autoCapitalize="none"
          autoComplete="off"
          onChange={({ target }) => onType(target.value)}
        />
        <button type="button" aria-describedby={`${id}-risk`} disabled={wanted === '' || isAsking} onClick={send}>
          {isAsking ? words.asking : words.ask}
        </button>
      </div>
      <div aria-live="polite">
        {trouble && <TroubleText trouble={trouble} />}
        {value && <ImageText image={value} title={words.asked(plainText(asked))} />}
      </div>
    </section>
  )
}

function ImageText({
  image: { digest, notice, variants },
  title,
}: {
  readonly image: ImageDetail
  readonly title: string
}) {
  const { image: words } = useMirrorWords()
  return (
    <div className="asked">
      <p>
        <bdi>{title}</bdi>
      </p>
      {digest !== null && <CopyText text={digest} />}
      {notice && <NoticeText notice={notice} tone={variants.length > 0 ? 'quiet' : 'warning'} />}
      {variants.length > 0 && (
        <ul className="variants" aria-label={words.platforms}>
          {variants.map(({ platform, digest: own, size, layers }) => (
            <li key={`${platform} ${own}`}>
              <strong>{platform === null ? words.noPlatform : <Plain text={platform} />}</strong>
              <span className="figure">{size === null ? words.noSize : words.bytes(size)}</span>
              <span className="figure aside">{layers === null ? words.noLayers : words.layers(layers)}</span>
              <CopyText text={own} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
