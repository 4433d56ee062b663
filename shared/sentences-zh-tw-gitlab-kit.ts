export const gitlabKitSentences = {} as const satisfies Readonly<
  Record<string, readonly [message: string, hint: string]>
>
