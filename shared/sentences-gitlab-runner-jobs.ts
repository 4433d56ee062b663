/** What is said of the jobs of a gitlab-runner, and of what goes past the mirror; only faces say it. */
export const gitlabRunnerJobSentences = {
  'runner-none': ['Nothing was turned: {why}', 'See what is here: pullcord gitlab runner status'],
  'runner-in-container': [
    'A gitlab-runner runs in a container (process {pid}) and reads the config.toml that is mounted there.',
    'Put the lines of “pullcord gitlab runner status” into that file.',
  ],
  'runner-host': [
    'Images of jobs and services are pulled by {engine} of this machine.',
    'Turn that on: pullcord gitlab runner on',
  ],
  'runner-host-covered': [
    'Images of jobs and services are pulled by {engine} of this machine, which uses the mirror.',
    '',
  ],
  'runner-remote': ['Its containers run on {host}, whose own docker decides.', 'Set the mirror there.'],
  'runner-dind-command': ['The Docker that {service} starts for each job is given the mirror on its command line.', ''],
  'runner-dind-hides': [
    'A “docker” service of a job is passed over beside {service} of config.toml; one under another alias knows no mirror.',
    'Give that one --registry-mirror in the job’s file.',
  ],
  'runner-dind-mount': ['A Docker that a job starts finds the mirror in its /etc/docker/daemon.json.', ''],
  'runner-dind-own': [
    '{name} mounts a file of its own at {target}; Pullcord leaves it alone.',
    'Put "registry-mirrors": ["{url}"] into it.',
  ],
  'runner-dind-command-own': [
    '{service} starts by a command of its own; Pullcord adds nothing to it.',
    'Give its dockerd --registry-mirror {url}.',
  ],
  'runner-dind-unreached': [
    'A Docker that a job starts on another machine knows no mirror.',
    'Give it one in the job’s file: command: ["--registry-mirror", "{url}"]',
  ],
  'runner-unprivileged': ['Without “privileged” no job can start a Docker of its own.', ''],
  'runner-socket': ['Jobs use this machine’s docker by its socket, and its mirror with it.', ''],
  'runner-builder': [
    'A job that builds in a BuildKit container of its own (docker buildx create) follows no dockerd.',
    'Give that builder a buildkitd.toml in the job: --buildkitd-config',
  ],
  'runner-machine': ['Machines are made with engine-registry-mirror.', ''],
  'runner-autoscaler': [
    'Jobs run on instances that a plugin makes; their docker is what the image of the instance says.',
    'Put the mirror into /etc/docker/daemon.json of that image.',
  ],
  'runner-kubernetes': [
    'Jobs run in a cluster, whose nodes pull; nothing on this machine decides that.',
    'Set the mirror on the nodes; a Docker inside a job needs the ConfigMap shown below.',
  ],
  'runner-shell': [
    'Jobs run as commands on this machine, and use its engines as their user.',
    'Turn those on: pullcord on',
  ],
  'runner-other': ['The executor {executor} runs jobs where Pullcord cannot look.', 'Set the mirror there.'],
  'runner-helper-image': ['Its helper image comes from registry.gitlab.com, which no mirror of docker.io covers.', ''],
  'runner-helper-hub': ['Its helper image is {image}, and comes from docker.io.', ''],
  'runner-pull-policy': [
    'With pull_policy “{policy}” images that are on this machine already are not asked for again.',
    '',
  ],
  'runner-proxy': [
    'Its environment sets {variable}: a job’s Docker may go to the mirror through that proxy.',
    'Add the mirror’s host to NO_PROXY.',
  ],
  'runner-docker-opts': [
    'Its environment sets DOCKER_OPTS, which the docker:dind images do not read.',
    'Take it out, or give the service a command.',
  ],
  'runner-network-per-build': [
    'Each job has a network of its own (FF_NETWORK_PER_BUILD), in which the name {host} may mean nothing.',
    'Name the mirror by an address.',
  ],
  'runner-not-yet': ['{what} knows no mirror yet.', 'Tell it: pullcord gitlab runner on'],
} as const satisfies Readonly<Record<string, readonly [message: string, hint: string]>>
