/** What the core says of the way to root, and what an administrator allows; a part of `sentences.ts`. */
export const elevationSentences = {} as const satisfies Readonly<
  Record<string, readonly [message: string, hint: string]>
>
