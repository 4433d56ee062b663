import { useWindowState } from '../state/use-app.ts'
import { Engines } from './engines.tsx'
import { Hero } from './hero.tsx'
import { Mirrors } from './mirrors.tsx'

/** The switch and its sentence, what it switches, and what it switches to. */
export function SwitchView() {
  const { status } = useWindowState()
  return (
    <>
      <Hero />
      {status && (
        <div className="lists">
          <Engines status={status} />
          <Mirrors status={status} />
        </div>
      )}
    </>
  )
}
