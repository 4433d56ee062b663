import type { JobWay, RunnerSnippet } from '../../shared/gitlab/runner-calls.ts'

/** The words for the runners of this machine. */
export const gitlabRunner = {
  title: 'Runners',
  about: 'Where the jobs of this machine’s gitlab-runner get their images.',
  none: 'No gitlab-runner was found on this machine.',
  noneHint: 'Pullcord looks for its process, its program and its config.toml.',
  empty: 'No runner is registered there.',
  turnOn: 'Use the mirror for jobs…',
  turnOff: 'Stop using it…',
  way: { covered: 'goes through the mirror', bypass: 'goes past the mirror', note: 'note' } satisfies Readonly<
    Record<JobWay, string>
  >,
  passes: (count: number) => (count === 1 ? '1 way past the mirror' : `${count} ways past the mirror`),
  allCovered: 'All through the mirror',
  beside: 'Worth knowing',
  snippets: 'Where Pullcord does not write',
  snippet: {
    'daemon-json': '/etc/docker/daemon.json where those Dockers run',
    'config-map': 'A ConfigMap for the cluster, in the namespace of the jobs',
    'config-toml': 'Below [runners.kubernetes] in config.toml',
  } satisfies Readonly<Record<RunnerSnippet['kind'], string>>,
}
