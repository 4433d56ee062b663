import { lazy, Suspense, useState } from 'react'
import { useWindowState } from '../state/use-app.ts'
import { Engines } from './engines.tsx'
import { Hero } from './hero.tsx'
import { Mirrors } from './mirrors.tsx'

const FirstRun = lazy(async () => ({ default: (await import('./first-run.tsx')).FirstRun }))
const QuotaPart = lazy(async () => ({ default: (await import('./quota-part.tsx')).QuotaPart }))

/** The switch and its sentence, what it switches, and what it switches to. */
export function SwitchView() {
  const { status } = useWindowState()
  const isNew = status?.switch === 'off' && status.mirrors.length === 0
  // Once begun it stays until it was read, though there is a mirror by then.
  const [isSettingUp, setSettingUp] = useState(false)
  if (isNew && !isSettingUp) setSettingUp(true)
  return (
    <>
      <Hero />
      <Suspense>{status && isSettingUp && <FirstRun onFinish={() => setSettingUp(false)} />}</Suspense>
      {status && (
        <div className="lists">
          <Engines status={status} />
          <div className="column">
            <Mirrors status={status} />
            <Suspense>{status.mirrors.some(({ upstream }) => upstream === 'docker.io') && <QuotaPart />}</Suspense>
          </div>
        </div>
      )}
    </>
  )
}
