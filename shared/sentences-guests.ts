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
  'guest-silent': ['{instance} does not answer: {why}', 'See whether it still works; the others were not held up.'],
  'guest-runs': ['The machine of {path}, which runs.', ''],
  'guest-rewritten': [
    'The machine of {path}, which runs.',
    'Colima writes the configuration of its engine anew at every start. Turn on again after one.',
  ],
  'guest-stopped': ['The machine of {path}, which does not run.', 'Start it, then look again.'],
  'guest-listed': ['“{command}” lists {name}, which runs.', ''],
  'guest-shares-files': [
    'The machine of {path}, which reads this machine’s own {files}.',
    'What podman is set to here is set there too.',
  ],
  'guest-no-way': ['The machine of {path} runs, but {command}, which leads into it, was not found.', 'Put it on PATH.'],
} as const satisfies Readonly<Record<string, readonly [message: string, hint: string]>>
