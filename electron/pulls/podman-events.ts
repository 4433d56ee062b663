import { parsePodmanEvent } from '../../shared/codecs/podman-events.ts'
import { engineLabels } from '../../shared/engine-names.ts'
import type { EngineKey } from '../../shared/engine.ts'
import { notice } from '../../shared/notice.ts'
import { lastLine } from '../system/last-line.ts'
import type { Processes, System } from '../system/system.ts'
import { followAgain, realClock, type Clock } from './follow-again.ts'
import { maxLine, splitLines } from './line-splitter.ts'
import type { EngineSource, Listening } from './source.ts'
import { digestsOf, makeTelling, type Telling } from './telling.ts'

const inspectMs = 5_000
/** So long one child listens. It bounds how long one that outlived us by a SIGKILL could stay. */
const childMs = 3_600_000
const catchUpMs = 60_000
const onlyPulls = ['--filter', 'event=pull', '--filter', 'event=pull-error']
/** It says nothing when it begins to listen: one that has not failed by then does. */
const begunMs = 2_000

/**
 * Listens to podman by a child, `podman events --stream`, which reads whichever log podman is set up to write, the
 * journal or a file. Idle it holds 33 MB, 8 of them its own, and takes 0.3 % of a core, since it looks at a log file
 * four times a second [measured 4.3 over 30 s; 5.8 and 6.1: 47 MB, 11 of them its own, 0.4 %]; so it runs only while
 * someone listens. A user's first podman leaves one small process, as any rootless podman does. To read the log file
 * ourselves would cost nothing, but podman does not tell where it is, and where systemd is there is none. The API
 * service is never used (`--remote=false`, whatever CONTAINER_HOST says): an open `/events` would keep it alive, with
 * the registries of yesterday [FACTS: podman, service].
 *
 * The child ends with us, also by a SIGKILL: by `setpriv --pdeathsig` [measured 4.3, 5.8, rootless and rootful]; where
 * there is no setpriv, at the next pull, whose line nobody takes, or at the end of its hour.
 *
 * podman 4 tells of a pull before it asks for anything, and never that it has ended: its digests stay unknown, since
 * an image of that name may be there and be the one of before. What `podman build` pulls for `FROM` makes no event
 * [measured 4.3]: only the mirror sees it.
 */
export function followPodman(system: System, key: EngineKey, clock: Clock = realClock): EngineSource {
  return (listening) => {
    const { processes, disk } = system
    const telling = makeTelling(key, listening)
    if (!processes) return
    if (processes.inGuest) return telling.state('not-set-up', notice('engine-events-guest'))
    if (key.scope === 'system' && disk.uid !== 0) return telling.state('not-set-up', notice('engine-events-root-only'))
    // What root pulls is told of as the system’s.
    if (key.scope === 'user' && disk.uid === 0) return
    // Rootful podman's configuration is root's, whoever's HOME sudo has kept.
    const env = { HOME: key.scope === 'system' ? '/root' : disk.places.home }
    void followAgain({
      signal: listening.signal,
      comes: null,
      listen: async () => await listen({ processes, env, key, telling, clock, signal: listening.signal }),
      clock,
    })
  }
}

interface Ears extends Pick<Listening, 'signal'> {
  readonly processes: Processes
  readonly env: Readonly<Record<string, string>>
  readonly key: EngineKey
  readonly telling: Telling
  readonly clock: Clock
}

async function listen({ processes, env, key, telling, clock, signal }: Ears): Promise<void> {
  const engine = engineLabels[key.id]
  const [podman, setpriv] = await Promise.all([processes.find('podman'), processes.find('setpriv')])
  if (podman === null) return telling.state('waiting', notice('engine-events-no-program'))
  const take = (line: string): void => {
    const event = parsePodmanEvent(line)
    if (event) telling.pull(event, line, () => repoDigests(processes, podman, env, event.id))
  }
  const tooLong = (): void =>
    telling.state('heard', notice('engine-events-too-long', { engine, megabytes: maxLine / 1e6 }))
  const onOutput = splitLines(take, tooLong)
  const timeOf = (at: number): string => new Date(at).toISOString()
  const events = [podman, '--remote=false', 'events', '--format', 'json', ...onlyPulls]
  const ask = async (argv: readonly string[], timeoutMs: number): Promise<boolean> => {
    const { code, stderr } = await processes.run(argv, { timeoutMs, env, signal, onOutput })
    const why = lastLine(stderr).replace(/^Error: /, '') || `it ended with ${code}`
    if (code !== 0) telling.state('lost', notice('engine-events-lost', { engine, why }))
    return code === 0
  }
  let callOff = (): void => undefined
  try {
    // A user's first podman since the start of the machine stays as two processes, of which the inner one may outlive
    // the outer [measured 4.3]; so that this is never the one that listens, another goes before it.
    if (!(await ask([...events, '--stream=false', '--since', timeOf(telling.since())], catchUpMs))) return
    callOff = clock.after(begunMs, () => telling.state('heard', null))
    const dyingWithUs = setpriv === null ? [] : [setpriv, '--pdeathsig', 'TERM', '--']
    const times = ['--since', timeOf(telling.since()), '--until', timeOf(clock.now() + childMs)]
    await ask([...dyingWithUs, ...events, '--stream', ...times], childMs + 60_000)
  } catch (error) {
    telling.state('lost', notice('engine-events-lost', { engine, why: (error as Error).message }))
  } finally {
    callOff()
  }
}

async function repoDigests(
  processes: Processes,
  podman: string,
  env: Readonly<Record<string, string>>,
  id: string | null,
): Promise<readonly string[]> {
  if (id === null) return []
  const argv = [podman, '--remote=false', 'image', 'inspect', '--format', 'json', id]
  const { code, stdout } = await processes.run(argv, { timeoutMs: inspectMs, env })
  const [image] = code === 0 ? (JSON.parse(stdout) as readonly { readonly RepoDigests?: unknown }[]) : []
  return digestsOf(image?.RepoDigests)
}
