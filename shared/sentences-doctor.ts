/** What the core says of what the doctor found; a part of `sentences.ts`. */
export const doctorSentences = {} as const satisfies Readonly<Record<string, readonly [message: string, hint: string]>>
