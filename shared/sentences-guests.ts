/** What is said of machines inside this one. */
export const guestsSentences = {
  'guest-absent': [
    'There is no machine “{instance}” that runs inside this one.',
    'Start it, or see “pullcord status --verbose” for those that do.',
  ],
  'guest-loopback': [
    '{url} is on this machine’s own loopback, which cannot be reached from {instance}.',
    'Let the mirror listen on an address of the network, and name that one.',
  ],
} as const satisfies Readonly<Record<string, readonly [message: string, hint: string]>>
