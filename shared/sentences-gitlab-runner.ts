/** What is said of gitlab-runner and its jobs. */
export const gitlabRunnerSentences = {
  'runner-aside': [
    'Jobs in containers pull by this machine’s docker or podman, which the switch covers.',
    'Only a Docker that a job starts by itself needs more: pullcord gitlab runner status',
  ],
  'runner-unseen': [
    '{path} is for root’s eyes, so nobody here can tell what its runners need.',
    'Look as root: sudo pullcord gitlab runner status',
  ],
  'runner-nothing': [
    'None of its runners starts a Docker that could be told of a mirror here.',
    'Jobs in containers follow this machine’s docker or podman: pullcord gitlab runner status',
  ],
  'runner-hub-only': [
    'A Docker inside a job can mirror docker.io only, and not {upstream}.',
    'Name {upstream} by the mirror’s address in the job’s own files.',
  ],
  'runner-path': ['A Docker inside a job cannot use {url}: it takes no path.', 'Use a mirror without a path.'],
  'runner-ca': [
    'A Docker inside a job does not know the authority that signed the certificate of {url}.',
    'Use a certificate that every image trusts, or plain http inside your network.',
  ],
  'runner-loopback': [
    '{url} is on this machine’s loopback, which is another one inside a job’s container.',
    'Let the mirror listen on this machine’s address in its network, and name it by that.',
  ],
  'runner-elsewhere': [
    'gitlab-runner reads {config} instead of {path}.',
    'Start it without --config, or set the mirror in that file yourself.',
  ],
  'runner-form': [
    '{path}:{line}:{column}: {why}.',
    'Write each runner as [[runners]] with [runners.docker] below it, then try again.',
  ],
  'runner-mount': [
    'Runners with {path} in every container: {names}. A job’s own Docker that is given --registry-mirror as well does not start.',
    'Take --registry-mirror out of “services:” in such a .gitlab-ci.yml.',
  ],
  'runner-machines': [
    'Machines that stand already keep the Docker they were made with; new ones of these use the mirror: {names}.',
    'Remove idle ones to have it sooner: docker-machine rm',
  ],
  'runner-reloads': [
    'gitlab-runner (process {pid}) takes its file anew within three seconds, for jobs that begin then, and says nothing of mirrors.',
    'Let a job run “docker info”: it lists the mirror under “Registry Mirrors”.',
  ],
  'runner-not-running': ['gitlab-runner does not run; it will use the mirror once it starts.', ''],
} as const satisfies Readonly<Record<string, readonly [message: string, hint: string]>>
