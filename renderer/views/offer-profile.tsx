import { plainText } from '../../shared/plain-text.ts'
import type { OfferedProfile } from '../../shared/profiles/offer.ts'
import { useProfileWords } from '../locales/profile-words.ts'
import { OfferMirrors } from './offer-mirrors.tsx'

/** A profile that is offered: its mirrors, its engines and its rules, each marked where it is not as it was. */
export function OfferProfile({ profile }: { readonly profile: OfferedProfile }) {
  const { offer: words, isOff } = useProfileWords()
  const { name, change, mirrors, removed, engines, keepTheirs, strict, differs } = profile
  const rules = {
    engines: engines === null ? words.allEngines : engines.length === 0 ? words.noEngine : words.engines(engines),
    keepTheirs: words.keeps[keepTheirs ? 'true' : 'false'],
    strict: words.strict[strict ? 'true' : 'false'],
  }
  return (
    <li>
      <bdi>{plainText(name)}</bdi>
      <span className="aside">
        {' '}
        · {words.change[change]}
        {mirrors.length === 0 && ` · ${isOff}`}
      </span>
      {change !== 'same' && (
        <>
          <OfferMirrors mirrors={mirrors} removed={removed} />
          <ul>
            {(['engines', 'keepTheirs', 'strict'] as const).map((rule) => (
              <li key={rule}>
                {rules[rule]}
                {change === 'changed' && differs.includes(rule) && (
                  <span className="aside"> · {words.change.changed}</span>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </li>
  )
}
