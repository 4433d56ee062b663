import { randomBytes, timingSafeEqual } from 'node:crypto'

const loginMs = 30_000
// Tabs of one person; the one that has been away the longest must log in anew.
const maxTabs = 32

/** Who may speak: a login counts once, within 30 s, and is traded for the token of one tab. */
export interface Admission {
  /** A new login. */
  invite(): string
  /** The tab's token for a login, or for a tab that comes back; null for anyone else. */
  admit(shown: { readonly token?: string | undefined; readonly tab?: string | undefined }): string | null
}

/** An admission that knows nobody yet; `now` in ms. */
export function openAdmission(now: () => number = () => Date.now()): Admission {
  const logins = new Map<string, number>()
  // In the order in which they were last seen.
  const tabs = new Set<string>()

  const welcome = (tab: string): string => {
    tabs.delete(tab)
    tabs.add(tab)
    for (const oldest of [...tabs].slice(0, -maxTabs)) tabs.delete(oldest)
    return tab
  }
  const dropExpired = (): void => {
    for (const [token, until] of logins) if (until < now()) logins.delete(token)
  }
  return {
    invite() {
      dropExpired()
      const token = newToken()
      logins.set(token, now() + loginMs)
      return token
    },
    admit({ token, tab }) {
      dropExpired()
      const known = knownAs(tab, tabs)
      if (tab !== undefined) return known === null ? null : welcome(known)
      const login = knownAs(token, logins.keys())
      if (login === null) return null
      logins.delete(login)
      return welcome(newToken())
    },
  }
}

function newToken(): string {
  return randomBytes(32).toString('base64url')
}

// In a time that tells nothing of how much was right.
function knownAs(shown: string | undefined, all: Iterable<string>): string | null {
  return (shown !== undefined && [...all].find((one) => isSame(one, shown))) || null
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
