/** What is said of Docker Engines that are rootless, a snap, or inside a desktop, in Traditional Chinese. */
export const layoutsSentences = {} as const satisfies Readonly<Record<string, readonly [message: string, hint: string]>>
