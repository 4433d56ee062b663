import { plainText } from '../../shared/plain-text.ts'
import type { Offer } from '../../shared/profiles/offer.ts'
import { Callout, NoticeText } from '../components/notice-text.tsx'
import { useProfileWords } from '../locales/profile-words.ts'

/** What taking it would do. The hosts that images would newly come from stand first: that is what a forgery changes. */
export function OfferText({ offer }: { readonly offer: Offer }) {
  const { offer: words, isOff } = useProfileWords()
  const { newHosts, mirrors, removed, profiles, keepTheirs, warnings, changes } = offer
  return (
    <div className="offer">
      {newHosts.length > 0 && (
        <Callout
          tone="warning"
          message={words.newHosts}
          hint={
            <ul>
              {newHosts.map((host) => (
                <li key={host}>
                  <code>{host}</code>
                </li>
              ))}
            </ul>
          }
        />
      )}
      {warnings.map((warning) => (
        <NoticeText
          key={warning.code + warning.message}
          notice={warning}
          tone={warning.code === 'offer-insecure' ? 'danger' : 'warning'}
        />
      ))}
      {mirrors.length + removed.length > 0 && <h3>{words.mirrors}</h3>}
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
              {ca !== null && ` · ${words.authority}`}
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
      {profiles.length > 0 && <h3>{words.profiles}</h3>}
      <ul>
        {profiles.map(({ name, change, mirrors: own }) => (
          <li key={name}>
            <bdi>{plainText(name)}</bdi>
            <span className="aside">
              {' '}
              · {words.change[change]} · {own.length === 0 ? isOff : own.join(', ')}
            </span>
          </li>
        ))}
      </ul>
      {keepTheirs !== null && <p>{words.keeps[keepTheirs ? 'true' : 'false']}</p>}
      <p className="aside">{changes ? words.takes : words.nothing}</p>
    </div>
  )
}
