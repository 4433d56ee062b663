/** What is said at the first set-up. */
export const setupSentences = {
  'setup-declined': ['Nothing was changed.', ''],
} as const satisfies Readonly<Record<string, readonly [message: string, hint: string]>>
