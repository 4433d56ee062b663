import { createRoot } from 'react-dom/client'
import { offersOf, showWhenFree } from './core/offers.ts'
import { coreOpener } from './core/open-core.ts'
import { firstLanguage, loadLocale } from './locales/load.ts'
import { startApp } from './state/app.ts'
import { AppContext } from './state/use-app.ts'
import { Frame } from './views/frame.tsx'

// Before anything is awaited: the token leaves the address bar, and no message of the preload is missed.
const open = coreOpener(window)
const hearOffers = offersOf(window)
const app = startApp(open, await loadLocale(firstLanguage()))
hearOffers(showWhenFree(app))

window.addEventListener('hashchange', () => app.session.retry())
window.addEventListener('online', () => {
  app.session.wake()
  app.wake()
})
window.addEventListener('focus', () => {
  app.store.set({ now: Date.now() })
  app.session.wake()
  app.wake()
})

const root = document.querySelector('#root')
if (root) {
  createRoot(root).render(
    <AppContext value={app}>
      <Frame />
    </AppContext>,
  )
}
