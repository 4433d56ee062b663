/** What a page may be handed, as `parseLink` takes it; whatever is longer is none. */
const maxLength = 64_000

/** Hears of links that the shell was opened with. Listens at once; one that comes before anyone listens is kept. */
export function offersOf(page: Window): (listener: (link: string) => void) => void {
  let heard: ((link: string) => void) | null = null
  let kept: string | null = null
  page.addEventListener('message', ({ source, data }: MessageEvent<unknown>) => {
    const link = source === page ? linkIn(data) : null
    if (link === null) return
    if (heard) heard(link)
    else kept = link
  })
  return (listener) => {
    heard = listener
    if (kept !== null) listener(kept)
    kept = null
  }
}

/** A place where one dialog at most is open. */
interface Stage {
  readonly store: {
    get(): { readonly dialog: unknown }
    subscribe(listener: () => void): () => void
  }
  show(dialog: { readonly kind: 'offer'; readonly text: string }): void
}

/**
 * Shows what a link offers once no dialog is open: whoever makes links must not be able to put another button under
 * a hand that is about to press one. Of several links the latest is shown.
 */
export function showWhenFree({ store, show }: Stage): (text: string) => void {
  let waiting: string | null = null
  const tryNow = (): void => {
    if (waiting === null || store.get().dialog !== null) return
    const text = waiting
    waiting = null
    show({ kind: 'offer', text })
  }
  store.subscribe(tryNow)
  return (text) => {
    waiting = text
    tryNow()
  }
}

function linkIn(data: unknown): string | null {
  if (typeof data !== 'object' || data === null || !('kind' in data) || data.kind !== 'pullcord-link') return null
  return 'link' in data && typeof data.link === 'string' && data.link.length <= maxLength ? data.link : null
}
