/** What is said of K3s and RKE2, in Traditional Chinese. */
export const rancherSentences = {} as const satisfies Readonly<Record<string, readonly [message: string, hint: string]>>
