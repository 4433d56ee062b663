import type { FirstCached, ImageDetail } from '../../shared/pulls/catalog.ts'
import { CopyText } from '../components/copy-text.tsx'
import { NoticeText } from '../components/notice-text.tsx'
import { Plain } from '../components/plain.tsx'
import { useMirrorWords } from '../locales/mirror-words.ts'
import { moment } from '../model/moment.ts'
import { useWindowState } from '../state/use-app.ts'

/** What is known of an image without asking anybody. */
export function ImageRecord({ image: { firstCached, seen, notice } }: { readonly image: ImageDetail }) {
  const { locale, now } = useWindowState()
  const { image: words } = useMirrorWords()
  const say = (at: number): string => moment(at, now, locale.tag)
  return (
    <section aria-labelledby="image-known">
      <h3 id="image-known">{words.known}</h3>
      {firstCached && <p>{firstCachedText(firstCached, words, say)}</p>}
      {!firstCached && seen.length === 0 && <p>{words.knownNone}</p>}
      {notice && <NoticeText notice={notice} tone="quiet" />}
      {seen.length > 0 && (
        <>
          <p className="aside">{words.seen}</p>
          <ul className="seen-in-pulls">
            {seen.map(({ tag, digest, at }) => (
              <li key={`${at} ${tag} ${digest}`}>
                <strong>{tag === null ? words.noTag : <Plain text={tag} />}</strong>
                <time dateTime={new Date(at).toISOString()}>{say(at)}</time>
                {digest !== null && <CopyText text={digest} />}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

function firstCachedText(
  { after, before }: FirstCached,
  words: ReturnType<typeof useMirrorWords>['image'],
  say: (at: number) => string,
): string {
  return after === null ? words.atFirstLook(say(before)) : words.between(say(after), say(before))
}
