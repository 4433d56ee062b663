/** What a page shows to be let in: the one-time token of the address, or the token it was given for this tab. */
export type Login =
  | { readonly kind: 'login'; readonly token: string }
  | { readonly kind: 'login'; readonly tab: string }

/** Where the token of this tab outlives a reload; `sessionStorage` in a window. */
export type TabMemory = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

const tabKey = 'pullcord-tab'

/** Reads the one-time token of `#token=…` and takes it out of the address bar and the history at once. */
export function takeToken(
  location: Pick<Location, 'hash' | 'pathname' | 'search'>,
  history: Pick<History, 'replaceState'>,
): string | null {
  const token = new URLSearchParams(location.hash.slice(1)).get('token')
  if (location.hash !== '') history.replaceState(null, '', location.pathname + location.search)
  return token
}

/** What can be tried to log in, best first; a token that was used already leaves the tab's own. */
export function logins(token: string | null, memory: TabMemory): readonly Login[] {
  const tab = memory.getItem(tabKey)
  return [
    ...(token === null ? [] : [{ kind: 'login', token } as const]),
    ...(tab === null ? [] : [{ kind: 'login', tab } as const]),
  ]
}

/** Keeps the token of this tab for its next connection. */
export function rememberTab(tab: string, memory: TabMemory): void {
  memory.setItem(tabKey, tab)
}

/** Forgets a token of this tab that the server no longer knows. */
export function forgetTab(memory: TabMemory): void {
  memory.removeItem(tabKey)
}
