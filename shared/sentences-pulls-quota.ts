/** Why the quota was not measured, beside what every probe of the hub may meet. */
export const quotaSentences = {
  'quota-unreadable': [
    'Docker Hub tells its limit in a way that Pullcord cannot read: {text}.',
    'Update Pullcord, or report what it said.',
  ],
  'quota-too-many': [
    'Docker Hub refuses to answer for now: it got too many requests from here.',
    'Wait some minutes, then measure again.',
  ],
  'quota-silent': [
    'Docker Hub did not answer within {seconds} s.',
    'Check the network; what was measured earlier stands.',
  ],
  'quota-helper-failed': [
    'The credential helper docker-credential-{helper} did not give the login for Docker Hub: {why}.',
    'Run it by hand: echo https://index.docker.io/v1/ | docker-credential-{helper} get',
  ],
} as const
