import { mountedAt } from '../engines/gitlab-runner/places.ts'
import { dindDaemonJson } from '../engines/gitlab-runner/arguments.ts'
import type { Mirror } from '../registry.ts'
import type { RunnerSnippet } from './runner-calls.ts'

/** The daemon.json that a Docker inside a job reads, for machines whose files are not here. */
export function daemonJsonFor(mirrors: readonly Mirror[]): RunnerSnippet {
  return { kind: 'daemon-json', text: dindDaemonJson(mirrors) }
}

/** The same for a cluster: a ConfigMap, and the lines that mount it [S: gitlab-runner common/config.go, KubernetesConfigMap]. */
export function clusterSnippets(mirrors: readonly Mirror[]): readonly RunnerSnippet[] {
  const indented = daemonJsonFor(mirrors)
    .text.trimEnd()
    .split('\n')
    .map((line) => `    ${line}\n`)
  return [
    {
      kind: 'config-map',
      text: `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: pullcord-dind\ndata:\n  daemon.json: |\n${indented.join('')}`,
    },
    {
      kind: 'config-toml',
      text: `    [[runners.kubernetes.volumes.config_map]]\n      name = "pullcord-dind"\n      mount_path = "${mountedAt}"\n      sub_path = "daemon.json"\n      read_only = true\n`,
    },
  ]
}
