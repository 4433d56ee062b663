/** What is said of Docker Engines that are rootless, a snap, or inside a desktop. */
export const layoutsSentences = {} as const satisfies Readonly<Record<string, readonly [message: string, hint: string]>>
