/** What is said of Docker Engines that are rootless, a snap, or inside a desktop. */
export const layoutsSentences = {
  'docker-rootless-loopback': [
    '{url} is on this machine’s loopback, which rootless docker cannot reach: it has a network of its own.',
    'Let the mirror listen on this machine’s address in its network, and name it by that.',
  ],
  'docker-desktop-loopback': [
    '{url} is on this machine’s loopback, which is another one inside Docker Desktop.',
    'Name the mirror as {named}.',
  ],
  'docker-desktop-hub-only': [
    'Docker Desktop can mirror docker.io only, by its daemon.json; {upstream} would need hosts.toml.',
    'Use an Engine 28 outside Docker Desktop, or mirror {upstream} for podman.',
  ],
  'docker-desktop-path': [
    'Docker Desktop cannot use {url}: a path would need hosts.toml.',
    'Use a mirror without a path.',
  ],
  'docker-desktop-tls': [
    'Docker Desktop cannot use {url}: TLS with an authority of its own, or unverified, would need hosts.toml.',
    'Use a certificate that this machine trusts already.',
  ],
  'docker-desktop-restart': [
    'Docker Desktop reads {path} only when it starts; a restart stops all of its containers.',
    'Restart it to use the change: add --yes, or “docker desktop restart”.',
  ],
  'docker-desktop-not-restarted': [
    'Docker Desktop did not come back after the restart: {why}',
    'Start it as you usually do.',
  ],
  'docker-desktop-sleeps': [
    'Docker Desktop’s machine does not run; asking its engine would start it.',
    'What is said here comes from the files alone.',
  ],
  'docker-elsewhere': [
    'docker commands go to {where}, which is not on this machine: Pullcord does not touch it.',
    '{source} says so; “docker context use default” brings them back.',
  ],
} as const satisfies Readonly<Record<string, readonly [message: string, hint: string]>>
