import { notice } from '../../shared/notice.ts'
import { lastLine } from '../system/last-line.ts'
import type { Processes } from '../system/system.ts'
import { followAgain, realClock, type Clock } from './follow-again.ts'
import { splitLines } from './line-splitter.ts'
import type { Tailing } from './log-tail.ts'

/** So long one child listens: it bounds how long one that outlived us by a SIGKILL could stay. */
const childMs = 3_600_000
const begunMs = 1_000

/**
 * Follows what a container of docker writes on its standard output, from now on, by a child: docker keeps the file
 * where only root may read. It runs only while someone listens, and ends with us by `setpriv --pdeathsig`.
 */
export function followDockerLog(
  processes: Processes,
  container: string,
  { onLines, onState, signal }: Omit<Tailing, 'from'>,
  clock: Clock = realClock,
): void {
  const tell = (why: string | null): void => {
    if (signal.aborted) return
    const said = why === null ? null : notice('source-lost', { of: container, why })
    onState({
      source: 'access-log',
      of: container,
      state: why === null ? 'heard' : 'lost',
      since: clock.now(),
      notice: said,
    })
  }
  const listen = async (): Promise<void> => {
    const [docker, setpriv] = await Promise.all([processes.find('docker'), processes.find('setpriv')])
    if (docker === null) return tell('docker is not installed')
    const dyingWithUs = setpriv === null ? [] : [setpriv, '--pdeathsig', 'TERM', '--']
    const argv = [...dyingWithUs, docker, 'logs', '--follow', '--tail', '0', container]
    const onOutput = splitLines(
      (line) => onLines([line]),
      () => undefined,
    )
    // It says nothing when it begins to listen: one that has not failed by then does.
    const callOff = clock.after(begunMs, () => tell(null))
    try {
      const { code, stderr } = await processes.run(argv, { timeoutMs: childMs, signal, onOutput })
      tell(code === 0 ? 'it has ended' : lastLine(stderr))
    } catch (error) {
      tell((error as Error).message)
    } finally {
      callOff()
    }
  }
  void followAgain({ signal, comes: null, listen, clock })
}
