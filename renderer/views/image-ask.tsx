import { useId, useState } from 'react'
import type { ImageDetail } from '../../shared/pulls/catalog.ts'
import { CopyText } from '../components/copy-text.tsx'
import { NoticeText } from '../components/notice-text.tsx'
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
        <table className="variants">
          <thead>
            <tr>
              <th scope="col">{words.platform}</th>
              <th scope="col">{words.size}</th>
              <th scope="col">{words.layers}</th>
              <th scope="col">{words.digest}</th>
            </tr>
          </thead>
          <tbody>
            {variants.map((variant) => (
              <tr key={`${variant.platform} ${variant.digest}`}>
                <th scope="row">{variant.platform === null ? words.only : plainText(variant.platform)}</th>
                <td className="figure">{variant.size === null ? words.notTold : words.bytes(variant.size)}</td>
                <td className="figure">{variant.layers ?? words.notTold}</td>
                <td>
                  <CopyText text={variant.digest} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  )
}
