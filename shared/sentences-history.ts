/** What the core says of changes that were made, outside and by us; a part of `sentences.ts`. */
export const historySentences = {} as const satisfies Readonly<Record<string, readonly [message: string, hint: string]>>
