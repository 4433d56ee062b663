import { useApp, useWindowState } from '../state/use-app.ts'
import { views } from '../state/window-state.ts'

/** The views of the window, as a row of names. */
export function Tabs() {
  const { go } = useApp()
  const { view, locale } = useWindowState()
  const { tabs } = locale.words
  return (
    <nav className="tabs" aria-label={tabs.label}>
      {views.map((name) => (
        <button
          key={name}
          type="button"
          className="tab"
          aria-current={name === view ? 'page' : undefined}
          onClick={() => go(name)}
        >
          {tabs[name]}
        </button>
      ))}
    </nav>
  )
}
