import type { Offer } from '../../shared/profiles/offer.ts'
import { useProfileWords } from '../locales/profile-words.ts'

/** Mirrors that are offered, each with how it is trusted and whether it is new, and those that would go. */
export function OfferMirrors({ mirrors, removed }: Pick<Offer, 'mirrors' | 'removed'>) {
  const { offer: words } = useProfileWords()
  return (
    <ul>
      {mirrors.map(({ upstream, url, insecure, ca, change }) => (
        <li key={`${upstream} ${url}`}>
          <code>
            {upstream} → {url}
          </code>
          <span className="aside">
            {' '}
            · {words.change[change]}
            {insecure && ` · ${words.insecure}`}
            {ca !== null && ` · ${words.authority(ca.slice(0, 12))}`}
          </span>
        </li>
      ))}
      {removed.map(({ upstream, url }) => (
        <li key={`${upstream} ${url}`}>
          <code>
            {upstream} → {url}
          </code>
          <span className="aside"> · {words.goes}</span>
        </li>
      ))}
    </ul>
  )
}
