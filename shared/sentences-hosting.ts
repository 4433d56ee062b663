/** What is said of mirrors that run on this machine; a part of `sentences.ts`. */
export const hostingSentences = {
  // What could run one
  'host-other-root': ['On the files of another root nothing runs, and so no mirror.', 'Leave out --root.'],
  'host-no-way': [
    'Nothing here can run a mirror: no podman, no docker that runs, and no registry.',
    'Install podman, or your distribution’s docker-registry.',
  ],
  'host-docker-off': ['docker is installed, and its daemon does not run.', 'Start it: sudo systemctl start docker'],
  'host-docker-unreachable': ['docker does not answer: {why}', 'Join its group, or use another way.'],
  'host-docker-elsewhere': [
    'The docker command talks to another machine, {name}.',
    'Choose this machine’s: docker context use default',
  ],
  'host-binary-missing': [
    'No distribution registry is installed as a program.',
    'Install it, such as Debian’s docker-registry, or use podman or docker.',
  ],
  // Its image
  'host-pulling': ['Fetching {image}', ''],
  'host-starting': ['Starting the mirror of {upstream} on port {port}', ''],
  'host-pruning': ['Looking for what no image needs any more', ''],
  'host-no-image': ['The registry’s image could not be fetched: {why}', 'Name another place for it: --image REF'],
  'host-image-unfit': [
    '{image} is no image of distribution’s registry, or does not run here: {why}',
    'Name another one: --image REF',
  ],
  'host-not-made': ['{engine} did not take the mirror: {why}', 'Nothing runs. Try another way: --way'],
  'host-not-ours': [
    'docker has a container {name} already, which is not this mirror’s: another user’s, or made by hand.',
    'It was left alone. Run the mirror another way: --way',
  ],
  'host-login-anew': [
    '{image} would be given the login of {username}, which was given to another image.',
    'Give the login with it: --username {username} --password-stdin',
  ],
  // Its port
  'host-port-taken-by': ['Port {port} is in use by {who}.', 'Port {free} is free: --port {free}'],
  'host-port-taken': ['Port {port} is in use by another program.', 'Port {free} is free: --port {free}'],
  'host-no-port': ['No port from {first} to {last} is free.', 'Name one with --port.'],
  'host-port-lost': [
    'Another program has taken port {port}.',
    'End that program, or move the mirror: pullcord host start {upstream} --port PORT',
  ],
  // Sharing
  'host-share-plain': [
    'Without TLS whoever is on the way to this machine can read and change what others pull from it.',
    'Give a certificate (--share-cert, --share-key), or accept it: --yes',
  ],
  'host-share-login': [
    'A mirror with a login is not shared: it would hand out private images to whoever asks.',
    'Run it without the login, or for this machine alone (--no-share).',
  ],
  'host-certificate-bad': [
    'The certificate cannot be used: {why}',
    'Give one with a host name, and its own key (PEM).',
  ],
  // How it fares
  'host-unknown': ['No mirror called “{id}” runs here.', 'See them: pullcord host status'],
  'host-other-upstream': [
    'The mirror “{id}” is one of {upstream}.',
    'Remove that one first: pullcord host remove {id}',
  ],
  'host-busy': ['The mirror of {upstream} is being changed already.', 'Wait until that has ended.'],
  'host-waiting-until': [
    '{upstream} cannot be reached ({why}). Tries so far: {tries}; next at {at}.',
    'It comes by itself once its upstream answers. Look at the network, a proxy or the name.',
  ],
  'host-waiting': [
    '{upstream} cannot be reached ({why}). Tries so far: {tries}; again every {seconds} seconds at most.',
    'It comes by itself once its upstream answers. Look at the network, a proxy or the name.',
  ],
  'host-ends': ['The registry ends as soon as it starts: {why}', 'See more: pullcord host logs {upstream}'],
  'host-gone': [
    'It does not run any more: the machine was started again, or it was ended from outside. All that it keeps is there.',
    'Start it: pullcord host start {upstream}',
  ],
  'host-still-asked': [
    'Still in use by {engines}, at {url}: any program of this machine that takes its port answers there instead.',
    'Turn off, or start it again: pullcord host start {upstream}',
  ],
  'host-unkept': ['It runs, but what would start it again has ended.', 'Start that: pullcord host start {upstream}'],
  'host-disk-full': ['No space is left at {path}.', 'Make room, or empty it: pullcord host prune {upstream} --all'],
  'host-disk-none': [
    'No space is left for it: it passes on what is pulled, and keeps nothing new.',
    'Make room, or let it forget: pullcord host prune',
  ],
  'host-disk-low': ['Only {free} are left for it.', 'Make room, or let it forget: pullcord host prune'],
  'host-upgrade-undone': [
    'The new image did not answer, so the old one runs again: {why}',
    'See what it said: pullcord host logs',
  ],
  'host-hours-fixed': [
    'The registry of distribution {version} keeps what it has fetched for 7 days, whatever one says.',
    'Leave out --hours, or run distribution 3: --image',
  ],
  'host-left': ['The mirror of {upstream} still runs here.', 'Remove it: pullcord host remove {upstream} --data'],
  'host-not-written': ['{path} was not written: {why}', 'Name another folder with --out, or move that file away.'],
  // After a restart
  'host-after-boot': ['It comes back when the machine starts.', ''],
  'host-after-login': ['It comes back when you log in.', 'For it to come with the machine: loginctl enable-linger'],
  'host-after-docker': ['docker brings it back when docker itself starts.', ''],
  'host-after-nothing': [
    'No systemd runs here that would bring it back after a restart of the machine.',
    'Then say: pullcord host start',
  ],
} as const satisfies Readonly<Record<string, readonly [message: string, hint: string]>>
