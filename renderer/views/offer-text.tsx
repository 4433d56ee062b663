import type { Offer } from '../../shared/profiles/offer.ts'
import { Callout, NoticeText } from '../components/notice-text.tsx'
import { useProfileWords } from '../locales/profile-words.ts'
import { OfferMirrors } from './offer-mirrors.tsx'
import { OfferProfile } from './offer-profile.tsx'

/** What taking it would do. The hosts that images would newly come from stand first: that is what a forgery changes. */
export function OfferText({ offer }: { readonly offer: Offer }) {
  const { offer: words } = useProfileWords()
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
      <OfferMirrors mirrors={mirrors} removed={removed} />
      {profiles.length > 0 && <h3>{words.profiles}</h3>}
      <ul>
        {profiles.map((profile) => (
          <OfferProfile key={profile.name} profile={profile} />
        ))}
      </ul>
      {keepTheirs !== null && <p>{words.keeps[keepTheirs ? 'true' : 'false']}</p>}
      <p className="aside">{changes ? words.takes : words.nothing}</p>
    </div>
  )
}
