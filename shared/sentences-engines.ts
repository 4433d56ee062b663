/** What the core says of engines, their state and their proof; a part of `sentences.ts`. */
export const engineSentences = {
  // podman
  'podman-blocked': [
    '{upstream} is blocked by an administrator in {path}.',
    'Pullcord does not lift a block. Talk to whoever set it.',
  ],
  'podman-replaces': ['{path} has its own table for {upstream}; ours takes its place.', 'Off brings it back.'],
  'podman-keeps': ['The mirrors of {path} for {upstream} stay, after ours: {mirrors}.', ''],
  'podman-drops': [
    'The mirrors of {path} for {upstream} are not used while Pullcord is on: {mirrors}.',
    'Off brings them back.',
  ],
  'podman-outranked': [
    '{path} is read after Pullcord’s drop-in and has its own table for {upstream}.',
    'Rename that file so that it sorts before {name}.',
  ],
  'podman-silenced': [
    '{main} exists; because of it podman reads no drop-in of /etc/containers.',
    'Move its tables into /etc/containers/registries.conf, then remove it.',
  ],
  'podman-longer': ['{path} has a table for {prefix}, which bypasses the mirror for those images.', ''],
  'podman-config-broken': [
    'podman cannot read {path}: {why}. Until that is mended, every pull of every registry fails.',
    'Correct the file at line {line}, column {column}.',
  ],
  'podman-environment': [
    'The environment variable {variable} makes podman read another configuration than its usual files.',
    'Unset it where it is set (a shell’s profile, a unit), then try again.',
  ],
  'podman-directory-closed': [
    'podman may not read the directory {path}. Until that is mended, every pull of every registry fails.',
    'Let everyone read it: chmod 755 {path}',
  ],
  'podman-directory-link': [
    '{path} is a symbolic link; podman before version 6 reads nothing in it, and does not say so.',
    'Put a directory in its place.',
  ],
  'podman-ipv6': ['podman cannot use a mirror by IPv6 address.', 'Give the mirror a host name.'],
  'podman-v1': [
    '{path} is in the old v1 format, which cannot stand beside mirrors.',
    'Convert it to [[registry]] tables first.',
  ],
  'podman-readers': ['This also affects {readers}: they read the same files.', ''],
  'podman-readers-only': [
    'podman itself is not here; other programs read the same files.',
    'Pull with one of them to see it.',
  ],
  'podman-quadlets': ['Services of systemd pull by these files when they start next: {names}.', ''],
  'podman-service-stale': [
    'podman’s API service (process {pid}) still uses the configuration it read at its start.',
    'Restart it to use the change: add --yes, or “systemctl restart podman.service”.',
  ],
  'podman-service-not-restarted': [
    'podman’s API service did not come back after the restart: {why}',
    'Start it as you usually do.',
  ],
  'podman-service-ended': [
    'podman’s API service (process {pid}) was ended, so that it forgets the old configuration.',
    'Start it as you usually do; no unit of systemd brings it back.',
  ],
  'podman-unlisted': [
    'podman info does not list {mirror} for {upstream}.',
    'Another file overrides ours; “podman --log-level=debug info” names the files it reads.',
  ],
  'podman-says': ['podman: {why}', ''],

  // docker
  'docker-hub-only': [
    'docker {version} can mirror docker.io only; {upstream} needs Engine 28.',
    'Upgrade docker, or mirror {upstream} for podman.',
  ],
  'docker-path': [
    'docker {version} cannot use a mirror with a path.',
    'Use Engine 28 with the containerd image store, or a mirror without a path.',
  ],
  'docker-path-classic': [
    'docker {version} with its classic image store cannot pull through a mirror with a path.',
    'Turn on the containerd image store, or use a mirror without a path.',
  ],
  'docker-classic-builds-only': [
    'With the classic image store only builds use the mirror of {upstream}; “docker pull” does not.',
    'Turn on the containerd image store to mirror all pulls of {upstream}.',
  ],
  'docker-flag-clash': [
    'dockerd was started with {flag}; it refuses the same setting in {path}.',
    'Remove the flag from its unit or /etc/default/docker first.',
  ],
  'docker-other-config': [
    'dockerd reads {config} instead of {path}.',
    'Start dockerd without --config-file, or set the mirror in that file yourself.',
  ],
  'docker-key-not-list': [
    '{path}:{line}:{column}: “{key}” is not a list of texts.',
    'Correct the file, then try again; dockerd refuses it too.',
  ],
  'docker-empty': ['{path} is empty, which docker {version} refuses.', 'Write {} into it, or remove it.'],
  'docker-host-named': [
    '{path} names {url} already, as a host of your own.',
    'Pullcord leaves it as it is; take your table out to let Pullcord place it.',
  ],
  'docker-hosts-form': ['{path}:{line}:{column}: {why}.', 'Write the hosts as [host."URL"] tables, then try again.'],
  'docker-insecure-warning': [
    '{host} goes into insecure-registries: docker will talk to it without verifying TLS.',
    'Use a certificate that docker can verify to avoid that.',
  ],
  'docker-pending-edits': [
    '{path} was edited after dockerd read it; a reload also loads those edits.',
    'Look at the file; then say yes with --yes.',
  ],
  'docker-silent': ['dockerd runs (process {pid}) and does not answer on its socket: {why}', 'See its log.'],
  'docker-no-socket-permission': [
    'dockerd’s socket may be asked only by root and the docker group.',
    'What is said here comes from the files alone.',
  ],
  'docker-not-running': ['docker does not run; it will use the mirror once it starts.', ''],
  'docker-refused-reload': ['dockerd did not take the change: {why}', 'See dockerd’s log for the line it refused.'],
  'docker-not-loaded': ['dockerd does not say that it uses {mirror}.', 'Reload it: turn on again.'],
  'docker-still-loaded': [
    'dockerd still uses {mirror}, though its file no longer says so.',
    'Turn off again: Pullcord makes it forget.',
  ],
  'docker-reads-each-pull': [
    'docker reads hosts.toml at each pull and reports it nowhere; only a pull can prove it.',
    'Prove it: pullcord verify --engine docker --pull IMAGE',
  ],

  // State
  'changed-outside': [
    '{path} was changed outside Pullcord.',
    'Turn on again to set the mirrors, or off to take out what is left of ours.',
  ],
  'mirrors-pending': ['Not every mirror of the list is in place for {engine}.', 'Turn on again to apply the list.'],
  'still-mirrored': [
    '{upstream} is mirrored by your own setting, which Pullcord leaves alone.',
    'Remove it there if you do not want it.',
  ],
  'restored-by-hand': ['{path} was changed outside Pullcord; only our own entries were taken out.', ''],
  'journal-lost': [
    'The memory of what {path} held before is gone; entries equal to your mirrors were taken for ours.',
    '',
  ],
  'not-configured': ['The files do not send {engine} to a mirror.', 'Turn it on: pullcord on'],

  // Proof
  'not-proven-cached': [
    '{image} was pulled, and the mirror knew it before: nothing shows which way it came.',
    'Name an image that the mirror has not cached yet, or its access log with --mirror-log FILE.',
  ],
  'not-proven-upstream': ['{image} was pulled, but not through a mirror.', 'Run “pullcord mirror test” to see why.'],
  'not-proven-no-catalog': [
    '{image} was pulled, and the mirror does not tell what it served.',
    'Give its access log with --mirror-log FILE.',
  ],
  'pull-failed': [
    '{image} could not be pulled: {why}',
    'Check that the image exists and that the mirror can reach its upstream.',
  ],
  'image-not-mirrored': [
    '{upstream} has no mirror, so a pull of {image} can prove nothing.',
    'Name an image of {upstreams}.',
  ],
} as const satisfies Readonly<Record<string, readonly [message: string, hint: string]>>
