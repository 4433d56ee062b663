import { type ComponentType, lazy, Suspense, useEffect } from 'react'
import { Cord } from '../components/cord.tsx'
import { Menu } from '../components/menu.tsx'
import { TroubleText } from '../components/trouble-text.tsx'
import { useApp, useWindowState } from '../state/use-app.ts'
import type { View } from '../state/window-state.ts'
import { LoginView } from './login-view.tsx'
import { LostBanner } from './lost-banner.tsx'
import { SwitchView } from './switch-view.tsx'
import { Tabs } from './tabs.tsx'

const Dialogs = lazy(async () => ({ default: (await import('./dialogs.tsx')).Dialogs }))

const PullsView = lazy(async () => ({ default: (await import('./pulls-view.tsx')).PullsView }))
const MirrorView = lazy(async () => ({ default: (await import('./mirror-view.tsx')).MirrorView }))
const GitlabView = lazy(async () => ({ default: (await import('./gitlab-view.tsx')).GitlabView }))

/** What each tab shows. */
const viewOf: Readonly<Record<View, ComponentType>> = {
  switch: SwitchView,
  pulls: PullsView,
  mirror: MirrorView,
  gitlab: GitlabView,
}

/** The window: a bar, what wants a look, the view, and at most one dialog above it. */
export function Frame() {
  const { show, go, refresh } = useApp()
  const { link, status, locale, view, dialog, trouble } = useWindowState()
  const { words, tag } = locale
  const Shown = viewOf[view]
  const isOn = status !== null && status.switch !== 'off'
  useEffect(() => {
    document.documentElement.lang = tag
  }, [tag])
  if (link.kind === 'refused') return <LoginView notice={link.notice} />
  return (
    <>
      <header className="bar">
        <Cord isPulled={isOn} />
        <span className="wordmark">Pullcord</span>
        <Tabs />
        <Menu
          label={words.more}
          items={[
            { label: words.history.title, onChoose: () => show({ kind: 'history' }) },
            { label: words.profiles.title, onChoose: () => show({ kind: 'profiles' }) },
            { label: words.profiles.exchange, onChoose: () => show({ kind: 'offer', text: null }) },
            { label: words.profiles.byHand, onChoose: () => show({ kind: 'by-hand' }) },
            { label: words.doctor.title, onChoose: () => show({ kind: 'doctor' }) },
            { label: 'GitLab', onChoose: () => go('gitlab') },
          ]}
        />
        <button type="button" className="icon" aria-label={words.settings} onClick={() => show({ kind: 'settings' })}>
          <Gear />
        </button>
      </header>
      {link.kind === 'lost' && <LostBanner />}
      <main>
        {trouble && link.kind !== 'lost' && (
          <div role="alert">
            <TroubleText trouble={trouble}>
              {!status && (
                <button type="button" className="small" onClick={() => void refresh()}>
                  {words.remedy.again}
                </button>
              )}
            </TroubleText>
          </div>
        )}
        <Suspense>
          <Shown />
        </Suspense>
      </main>
      <Suspense>{dialog && <Dialogs dialog={dialog} />}</Suspense>
    </>
  )
}

function Gear() {
  return (
    <svg viewBox="0 0 20 20" aria-hidden="true">
      <circle cx="10" cy="10" r="2.75" />
      <path d="M8.6 2.5h2.8l.4 2 1.5.7 1.7-1.2 2 2-1.2 1.7.7 1.5 2 .4v2.8l-2 .4-.7 1.5 1.2 1.7-2 2-1.7-1.2-1.5.7-.4 2H8.6l-.4-2-1.5-.7L5 18l-2-2 1.2-1.7-.7-1.5-2-.4V9.6l2-.4.7-1.5L3 6l2-2 1.7 1.2 1.5-.7z" />
    </svg>
  )
}
