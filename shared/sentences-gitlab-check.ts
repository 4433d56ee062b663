export const gitlabCheckSentences = {} as const satisfies Readonly<
  Record<string, readonly [message: string, hint: string]>
>
