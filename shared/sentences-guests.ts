/** What is said of machines inside this one. */
export const guestsSentences = {} as const satisfies Readonly<Record<string, readonly [message: string, hint: string]>>
