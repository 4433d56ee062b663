/** What is said at the first set-up, in Traditional Chinese. */
export const setupSentences = {
  'setup-declined': ['沒有變更任何東西。', ''],
} as const satisfies Readonly<Record<string, readonly [message: string, hint: string]>>
