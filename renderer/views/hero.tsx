import { lazy, Suspense, useEffect } from 'react'
import { keyOf } from '../../shared/engine.ts'
import { ailing } from '../../shared/mirrors/ailing.ts'
import { Switch } from '../components/switch.tsx'
import { isInForce } from '../model/engine-names.ts'
import { tell } from '../model/sentence.ts'
import { useApp, useWindowState } from '../state/use-app.ts'
import { PolicyNote } from './policy-note.tsx'

const ProfileChoice = lazy(async () => ({ default: (await import('./profile-choice.tsx')).ProfileChoice }))

/** The big switch and the sentence that says what is true now. */
export function Hero() {
  const { show } = useApp()
  const { status, settings, locale, now, link, trouble } = useWindowState()
  const { hero, paragraph, link: linkWords } = locale.words
  const waiting =
    link.kind === 'opening' ? linkWords.opening : trouble || link.kind === 'lost' ? hero.unknown : hero.looking
  const title = status ? hero[status.switch] : waiting
  useEffect(() => {
    document.title = status ? `${title} · Pullcord` : 'Pullcord'
  }, [status, title])
  const telling = status && tell(status, locale, now)
  const lock = status?.policy?.lock ?? null
  const isFixed = lock !== null && lock === status?.switch
  const needsMirror = status?.switch === 'off' && status.mirrors.length === 0
  const flip = (to: 'on' | 'off') => show({ kind: 'plan', to, engines: null, purpose: 'switch' })
  return (
    <section className="hero">
      <Switch
        isBig
        label={hero.name}
        describedBy="telling"
        isOn={status?.switch === 'on'}
        isMixed={status?.switch === 'mixed'}
        isDisabled={!status || needsMirror || status.engines.length === 0 || isFixed}
        onFlip={() => flip(status?.switch === 'on' ? 'off' : 'on')}
      />
      <div>
        <h1>{title}</h1>
        <div id="telling" aria-live="polite">
          {telling && <p className="where">{paragraph(telling.where)}</p>}
          {telling && telling.how.length > 0 && (
            <p className="aside">
              {paragraph(telling.how)} <ProveButton />
            </p>
          )}
          {telling && telling.trouble.length > 0 && <p className="warning">{paragraph(telling.trouble)}</p>}
        </div>
        {isFixed && <PolicyNote />}
        {status?.policy?.damage && <p className="warning">{locale.say(status.policy.damage).message}</p>}
        <Suspense>{settings && settings.profiles.length > 0 && <ProfileChoice />}</Suspense>
        {needsMirror && (
          <button type="button" className="quiet" onClick={() => show({ kind: 'mirror', index: null })}>
            {hero.addFirst}
          </button>
        )}
        {status && (status.switch === 'mixed' || ailing(status).length > 0) && (
          <button type="button" onClick={() => flip('off')}>
            {hero.allOff}
          </button>
        )}
      </div>
    </section>
  )
}

/** Takes the next engine that a pull has not shown yet, or else proves the first one anew. */
function ProveButton() {
  const { show } = useApp()
  const { status, locale } = useWindowState()
  const inForce = status?.engines.filter(isInForce) ?? []
  const engine = inForce.find(({ state }) => state !== 'proven') ?? inForce[0]
  if (!engine) return null
  return (
    <button type="button" className="inline" onClick={() => show({ kind: 'proof', engine: keyOf(engine) })}>
      {engine.state === 'proven' ? locale.words.hero.again : locale.words.hero.prove}
    </button>
  )
}
