/** What is said of BuildKit and the builders of buildx. */
export const buildkitSentences = {
  'buildkit-form': [
    '{path}:{line}:{column}: {why}.',
    'Write each registry as a [registry."NAME"] table, then try again.',
  ],
  'buildkit-elsewhere': [
    'BuildKit reads {config} instead of {path}.',
    'Start it without --config, or set the mirror in that file yourself.',
  ],
  'buildkit-host-twice': [
    'BuildKit can reach {host} in one way only, and two mirrors on it need different ones.',
    'Take one of the two mirrors out.',
  ],
  'buildkit-host-named': [
    '{path} says already how {host} is reached; Pullcord leaves that as it is.',
    'Take that key of [registry."{host}"] out to let Pullcord set it.',
  ],
  'buildkit-keeps': ['The mirrors of {path} for {upstream} stay, after ours: {mirrors}.', ''],
  'buildkit-drops': [
    'The mirrors of {path} for {upstream} are not used while Pullcord is on: {mirrors}.',
    'Off brings them back.',
  ],
  'buildkit-stale': [
    'BuildKit (process {pid}) still uses the mirrors it read at its start.',
    'Restart it to use the change, which ends running builds: add --yes, or “{command}”.',
  ],
  'buildkit-not-running': ['BuildKit does not run; it will use the mirror once it starts.', ''],
  'buildkit-read-at-start': [
    'BuildKit started after its mirrors were set, and reports them nowhere; only a build can prove them.',
    'Build something FROM an image of {upstream}, and look into the mirror’s log.',
  ],
  'buildkit-not-restarted': [
    'BuildKit did not come back after the restart: {why}',
    'See the log of its unit “buildkit”.',
  ],
  'buildkit-no-unit': [
    'BuildKit (process {pid}) was not started by systemd as “buildkit”, so Pullcord cannot restart it.',
    'Restart it as you started it.',
  ],
  'buildx-environment': [
    'The environment variable {variable} makes docker buildx keep its builders elsewhere.',
    'Unset it where it is set, then try again.',
  ],
  'buildx-no-builders': [
    'docker buildx has no builders in containers; the one in dockerd follows dockerd’s files.',
    '',
  ],
  'buildx-recreate': [
    'These builders still have the configuration they were made with: {names}.',
    'Make them anew to use the change, which ends their builds and keeps their cache: add --yes, or “{command}”.',
  ],
  'buildx-own-config': [
    'These builders have a configuration of their own, which Pullcord leaves alone: {names}.',
    'Make them anew without --buildkitd-config to let them follow {path}.',
  ],
  'buildx-up-to-date': ['Builders that are made from now on use the mirror.', ''],
  'buildx-not-exact': ['The builder {name} cannot be made anew as it is: {why}.', 'Make it anew yourself: {command}'],
  'buildx-differs': [
    'These builders were made anew, and buildx gave them other options than they had: {names}.',
    'Look at them: docker buildx inspect NAME',
  ],
  'buildx-not-recreated': ['The builder {name} could not be made anew: {why}', 'Make it anew yourself: {command}'],
} as const satisfies Readonly<Record<string, readonly [message: string, hint: string]>>
