import { useEffect } from 'react'
import type { Status } from '../../shared/contract.ts'
import { Switch } from '../components/switch.tsx'
import { isInForce } from '../model/engine-names.ts'
import { tell } from '../model/sentence.ts'
import { useApp, useWindowState } from '../state/use-app.ts'

/** The big switch and the sentence that says what is true now. */
export function Hero() {
  const { show } = useApp()
  const { status, locale, now, link } = useWindowState()
  const { hero } = locale.words
  const title = status ? hero[status.switch] : link.kind === 'opening' ? locale.words.link.opening : hero.looking
  useEffect(() => {
    document.title = status ? `${title} · Pullcord` : 'Pullcord'
  }, [status, title])
  const telling = status && tell(status, locale, now)
  const cannotStart = !status || (status.switch === 'off' && status.mirrors.length === 0)
  const flip = (to: 'on' | 'off') => show({ kind: 'plan', to, engines: null, purpose: 'switch' })
  return (
    <section className="hero" data-switch={status?.switch}>
      <Switch
        isBig
        label={hero.name}
        describedBy="telling"
        isOn={status?.switch === 'on'}
        isMixed={status?.switch === 'mixed'}
        isDisabled={cannotStart || status.engines.length === 0}
        onFlip={() => flip(status?.switch === 'on' ? 'off' : 'on')}
      />
      <div>
        <h1>{title}</h1>
        <div id="telling" role="status">
          {telling && (
            <>
              <p className="where">{telling.where.join(locale.tag === 'en' ? ' ' : '')}</p>
              {telling.how.length > 0 && <p className="aside">{telling.how.join(' ')}</p>}
              {telling.trouble.length > 0 && <p className="warning">{telling.trouble.join(' ')}</p>}
            </>
          )}
        </div>
        {status && <HeroAction status={status} flipOff={() => flip('off')} />}
      </div>
    </section>
  )
}

function HeroAction({ status, flipOff }: { readonly status: Status; readonly flipOff: () => void }) {
  const { show } = useApp()
  const { hero } = useWindowState().locale.words
  if (status.mirrors.length === 0 && status.switch === 'off') {
    return (
      <button type="button" className="primary" onClick={() => show({ kind: 'mirror', index: null })}>
        {hero.addFirst}
      </button>
    )
  }
  const unproven = status.engines.find(isInForce)
  return (
    <div className="actions">
      {status.switch === 'mixed' && (
        <button type="button" onClick={flipOff}>
          {hero.allOff}
        </button>
      )}
      {status.switch === 'on' && unproven && (
        <button type="button" onClick={() => show({ kind: 'proof', engine: { id: unproven.id, scope: unproven.scope } })}>
          {unproven.state === 'proven' ? hero.again : hero.prove}
        </button>
      )}
    </div>
  )
}
