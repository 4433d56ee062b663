/** What is said of BuildKit and the builders of buildx. */
export const buildkitSentences = {} as const satisfies Readonly<
  Record<string, readonly [message: string, hint: string]>
>
