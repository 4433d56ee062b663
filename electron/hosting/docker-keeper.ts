import { failure } from '../../shared/errors.ts'
import { dockerRun } from '../../shared/hosting/container-argv.ts'
import { unitName, type HostedRecord } from '../../shared/hosting/hosted-record.ts'
import { lastLine } from '../system/last-line.ts'
import type { System } from '../system/system.ts'
import type { Keeper } from './keeper.ts'
import { hostedPlaces } from './places.ts'

const actMs = 60_000

/** docker keeps it by itself: it starts it again, ever later, at most a minute apart (docker run --restart). */
export function dockerKeeper({ processes, disk }: System, record: HostedRecord): Keeper {
  const name = unitName(record.id)
  const run = async (...words: readonly string[]) => {
    const docker = await processes?.find('docker')
    if (!processes || !docker) throw failure('command-missing', { command: 'docker' })
    return await processes.run([docker, ...words], { timeoutMs: actMs })
  }
  const stop = async (): Promise<void> => {
    await run('stop', '--time', '5', name)
    await run('rm', '--force', name)
  }
  return {
    async start() {
      await stop()
      const [, ...argv] = dockerRun(['docker'], record, hostedPlaces(disk, record.id))
      const { code, stderr } = await run(...argv)
      if (code !== 0) throw failure('host-not-made', { engine: 'docker', why: lastLine(stderr) })
    },
    stop,
    async look() {
      const { code, stdout } = await run('container', 'inspect', '--format', '{{json .}}', name)
      if (code !== 0) return { runs: false, since: null, isKept: false, tries: null }
      const { State, RestartCount } = JSON.parse(stdout) as {
        readonly State: { readonly Status: string; readonly StartedAt: string }
        readonly RestartCount: number
      }
      const runs = State.Status === 'running'
      return {
        runs,
        since: runs ? Date.parse(State.StartedAt) : null,
        isKept: runs || State.Status === 'restarting',
        tries: RestartCount > 0 ? { tries: RestartCount, nextAt: null } : null,
      }
    },
  }
}
