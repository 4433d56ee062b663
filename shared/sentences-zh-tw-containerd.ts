/** What is said of containerd, MicroK8s and nerdctl, in Traditional Chinese. */
export const containerdSentences = {} as const satisfies Readonly<
  Record<string, readonly [message: string, hint: string]>
>
