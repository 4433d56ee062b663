import { lazy, Suspense } from 'react'
import { useWindowState } from '../state/use-app.ts'
import { Engines } from './engines.tsx'
import { Hero } from './hero.tsx'
import { Mirrors } from './mirrors.tsx'

const QuotaPart = lazy(async () => ({ default: (await import('./quota-part.tsx')).QuotaPart }))

/** The switch and its sentence, what it switches, and what it switches to. */
export function SwitchView() {
  const { status } = useWindowState()
  return (
    <>
      <Hero />
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
