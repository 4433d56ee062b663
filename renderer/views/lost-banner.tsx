import { useApp, useLocale } from '../state/use-app.ts'

/** Says that the window no longer hears the core, and offers the one thing to do. */
export function LostBanner() {
  const { session } = useApp()
  const { link } = useLocale().words
  return (
    <div className="banner" role="alert">
      <p>
        {link.lost} {link.start} <code>pullcord serve</code>
      </p>
      <button type="button" onClick={() => session.wake()}>
        {link.reconnect}
      </button>
    </div>
  )
}
