import { failure } from '../../shared/errors.ts'
import { dataLabel, dockerRun } from '../../shared/hosting/container-argv.ts'
import { unitName, type HostedRecord } from '../../shared/hosting/hosted-record.ts'
import { lastLine } from '../system/last-line.ts'
import type { System } from '../system/system.ts'
import type { Keeper } from './keeper.ts'
import { hostedPlaces } from './places.ts'

const actMs = 60_000

interface Container {
  readonly Id: string
  readonly State: { readonly Status: string; readonly Pid: number; readonly StartedAt: string }
  readonly RestartCount: number
  readonly Config: { readonly Labels: Readonly<Record<string, string>> | null }
}

/**
 * docker keeps it by itself: it starts it again, ever later, at most a minute apart (docker run --restart). All who
 * may use docker share its names, so a container without our label is another user's, and is left alone.
 */
export function dockerKeeper({ processes, disk }: System, record: HostedRecord): Keeper {
  const name = unitName(record.id)
  const places = hostedPlaces(disk, record.id)
  const run = async (...words: readonly string[]) => {
    const docker = await processes?.find('docker')
    if (!processes || !docker) throw failure('command-missing', { command: 'docker' })
    return await processes.run([docker, ...words], { timeoutMs: actMs })
  }
  const find = async (): Promise<Container | null> => {
    const { code, stdout } = await run('container', 'inspect', '--format', '{{json .}}', name)
    return code === 0 ? (JSON.parse(stdout) as Container) : null
  }
  const isOurs = ({ Config }: Container): boolean => Config.Labels?.[dataLabel] === places.data
  const stop = async (): Promise<void> => {
    const found = await find()
    if (!found || !isOurs(found)) return
    // By its id: the name may be another's by then.
    await run('stop', '--time', '5', found.Id)
    await run('rm', '--force', found.Id)
  }
  return {
    async start() {
      await stop()
      if (await find()) throw failure('host-not-ours', { name })
      const [, ...argv] = dockerRun(['docker'], record, places)
      const { code, stderr } = await run(...argv)
      if (code !== 0) throw failure('host-not-made', { engine: 'docker', why: lastLine(stderr) })
    },
    stop,
    async look() {
      const found = await find()
      if (!found || !isOurs(found)) return { runs: false, pids: [], since: null, isKept: false, tries: null }
      const { State, RestartCount } = found
      const runs = State.Status === 'running'
      return {
        runs,
        pids: runs ? [State.Pid] : [],
        since: runs ? Date.parse(State.StartedAt) : null,
        isKept: runs || State.Status === 'restarting',
        tries: RestartCount > 0 ? { tries: RestartCount, nextAt: null } : null,
      }
    },
  }
}
