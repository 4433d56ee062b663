/** What is said of strict mode, in which an upstream that has a mirror is never asked itself. */
export const strictSentences = {
  'strict-podman': [
    'Strict: images of {upstreams} come from a mirror or not at all, also while the mirrors are down. podman refuses pushes, logins and searches there as well.',
    'Registries without a mirror are not affected. The settings, or --no-strict, undo it.',
  ],
  'strict-hosts': [
    'Strict: images of {upstreams} come from a mirror or not at all, also while the mirrors are down. {engine} cannot push there either.',
    'Registries without a mirror are not affected. The settings, or --no-strict, undo it.',
  ],
  'strict-set-aside': [
    'What {path} says of {upstream} itself is set aside while it is strict, as comments in the file.',
    'Off brings it back.',
  ],
  'strict-left-out': [
    '{path} names {upstream} itself among its mirrors, which is left out while it is strict.',
    'Off brings it back.',
  ],
  'strict-elsewhere': [
    '{path} keeps {upstream} itself from being asked: Pullcord is strict there. What is not strict would lift that.',
    'Be strict here too: pullcord on --strict. Or turn it off there: sudo pullcord on --no-strict --scope system.',
  ],
  'strict-docker-list': [
    'docker {version} cannot be strict: behind the mirrors of daemon.json it always goes on to {upstreams} itself.',
    'The mirrors are used all the same. Engine 28 with the containerd image store can be strict.',
  ],
  'strict-docker-classic': [
    'docker {version} with its classic image store cannot be strict: “docker pull” always goes on to {upstreams} itself. Builds do not.',
    'The mirrors are used all the same. Turn on the containerd image store to be strict.',
  ],
  'strict-rancher': [
    '{engine} is not strict by registries.yaml alone: behind the mirrors it goes on to {upstreams} itself.',
    'The mirrors are used all the same. Add “disable-default-registry-endpoint: true” to its configuration and restart it.',
  ],
  'strict-buildkit': [
    'BuildKit cannot be strict: behind the mirrors of buildkitd.toml it always goes on to {upstreams} itself.',
    'The mirrors are used all the same. Close the way to the upstream in a firewall if it must not be asked.',
  ],
  'strict-pull-failed': [
    '{image} could not be pulled, and nothing but the mirrors may be asked: {why}',
    'See what the mirrors say: pullcord mirror test. Without strict mode: pullcord on --no-strict --no-check.',
  ],
  'doctor-strict-open': [
    'Strict mode is on, and these engines still go on to the upstream: {engines}.',
    'Turn on again to apply it; “pullcord plan on” says what an engine cannot do.',
  ],
  'doctor-strict-gone': [
    'No mirror of {upstream} answers as it should, and strict mode allows nothing else: pulls of {upstream} fail with {engines}.',
    'Mend a mirror, or let them ask the upstream again: pullcord on --no-strict --no-check.',
  ],
} as const satisfies Readonly<Record<string, readonly [message: string, hint: string]>>
