/** What the core says of an administrator's policy; a part of `sentences.ts`. */
export const policySentences = {
  'setting-locked': [
    'Your administrator has fixed “{setting}” in {path}.',
    'Talk to your administrator, or change it as root.',
  ],
  'set-by-policy': ['Set by your administrator in {path}.', ''],
} as const satisfies Readonly<Record<string, readonly [message: string, hint: string]>>
