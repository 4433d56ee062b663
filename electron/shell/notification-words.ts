import type { Language } from './language.ts'

/** What notifications say. */
export interface NotificationWords {
  firstPull(host: string): string
  firstPullOf(image: string): string
  /** `limit` is null where the hub did not say. */
  quotaLow(remaining: number, limit: number | null): string
  /** Whose it is: an account, or an address as the hub counts it; null where it did not say. */
  quotaOf(who: string | null): string
}

/** The words of notifications in each language. */
export const notificationWords: Readonly<Record<Language, NotificationWords>> = {
  en: {
    firstPull: (host) => `First pull through ${host}`,
    firstPullOf: (image) => `${image} was served by the mirror.`,
    quotaLow: (remaining, limit) =>
      `Docker Hub: ${remaining}${limit === null ? '' : ` of ${limit}`} ${remaining === 1 && limit === null ? 'pull' : 'pulls'} left`,
    quotaOf: (who) =>
      who === null ? 'As the hub told it just now.' : `Counted for ${who}, as the hub told it just now.`,
  },
  'zh-TW': {
    firstPull: (host) => `首次經由 ${host} 下載`,
    firstPullOf: (image) => `${image} 由 mirror 提供。`,
    quotaLow: (remaining, limit) =>
      limit === null
        ? `Docker Hub 還剩 ${remaining} 次 pull`
        : `Docker Hub 還剩 ${remaining} 次 pull，上限 ${limit} 次`,
    quotaOf: (who) => (who === null ? 'Docker Hub 剛才回報的數字。' : `計在 ${who} 名下，Docker Hub 剛才回報的數字。`),
  },
}
