import { parseRunnerConfig } from '../../shared/codecs/runner-config.ts'
import type { RunnerReport } from '../../shared/gitlab/runner-calls.ts'
import { jobsIn } from '../../shared/gitlab/runner-jobs.ts'
import { clusterSnippets } from '../../shared/gitlab/runner-snippets.ts'
import { makeMirror } from '../../shared/registry.ts'
import { docker } from './fake-engines.ts'

/** A machine without a gitlab-runner. */
export const noRunners: RunnerReport = { hosts: [], engines: [], elsewhere: [], snippets: [] }

const path = '/etc/gitlab-runner/config.toml'

/** A machine whose config.toml is this text, with a docker that uses the mirror or does not. */
export function runnersIn(text: string, url: string, isUsed: boolean): RunnerReport {
  const parsed = parseRunnerConfig(path, text)
  const made = makeMirror('docker.io', url)
  if (!parsed.ok || !made.ok) throw new Error('not what a test should write')
  const scene = { scope: 'system', mirror: { url, host: '192.168.11.2' }, uses: () => isUsed } as const
  const engine = { id: 'gitlab-runner', scope: 'system' } as const
  return {
    hosts: [{ engine, path, version: '17.5.3', runners: jobsIn(parsed.value, scene), problem: null }],
    engines: [{ id: docker.id, scope: docker.scope }],
    elsewhere: [],
    snippets: parsed.value.runners.some(({ executor }) => executor === 'kubernetes')
      ? clusterSnippets([made.value])
      : [],
  }
}
