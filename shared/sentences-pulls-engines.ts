/** How it stands with what engines tell of their pulls. */
export const pullEngineSentences = {
  'engine-events-waiting': ['{engine} does not run; its pulls are heard once it does.', ''],
  'engine-events-lost': [
    '{engine} does not tell of its pulls ({why}).',
    'It is tried again by itself; what it still remembers is told then.',
  ],
  'engine-events-forbidden': [
    'The socket {socket} may be read only by root and the docker group.',
    'Run Pullcord as a member of that group to see the pulls of this engine.',
  ],
  'engine-events-too-long': [
    '{engine} told something longer than {megabytes} MB, which was left out.',
    'If it was a pull, it is missing here.',
  ],
  'engine-events-guest': [
    'Pulls of an engine inside another machine are not heard from here.',
    'A collector beside the mirror sees them.',
  ],
  'engine-events-root-only': [
    'Only root hears of the pulls of this podman.',
    'Run “sudo pullcord pulls” to see them; a collector beside the mirror sees them too.',
  ],
  'engine-events-no-program': ['podman was not found, so its pulls are not heard.', 'Put it on the PATH of Pullcord.'],
} as const
