import { unitName, type HostedRecord } from './hosted-record.ts'
import { inContainer } from './registry-config.ts'

/** The directories of a mirror, as the machine sees them. */
export interface MirrorPlaces {
  readonly config: string
  readonly data: string
  /** The file that its lines go to, where that is ours to say. */
  readonly log: string
}

/** A program with the options that every command of it gets. */
export type Engine = readonly string[]

/** The label of our containers: where its mirror keeps its data, which no mirror of another user does. */
export const dataLabel = 'io.github.pullcord.data'

/** What distribution's images run, whatever their entry point: each takes the words of `registry`. */
export const serveWords = ['serve', `${inContainer.config}/registry.yml`] as const

/**
 * The options of a container that can do nothing but serve: read-only but for its data, without capabilities.
 * In the host's network it sees its clients' own addresses, by which a pull is told from another machine's, and needs
 * none of the programs that forward ports for a user.
 */
function containerOptions(record: HostedRecord, places: MirrorPlaces): readonly string[] {
  const { id, network, share, port } = record
  return [
    '--name',
    unitName(id),
    '--label',
    `${dataLabel}=${places.data}`,
    ...(network === 'host'
      ? ['--network', 'host']
      : ['--publish', `${share === 'no' ? '127.0.0.1:' : ''}${port}:5000`]),
    ...confined(record, places),
  ]
}

// What distribution may touch, and as whom.
function confined({ runsAs }: HostedRecord, { config, data }: MirrorPlaces): readonly string[] {
  return [
    ...(runsAs === null ? [] : ['--user', runsAs]),
    ...sealed,
    '--volume',
    `${config}:${inContainer.config}:ro,Z`,
    '--volume',
    `${data}:${inContainer.data}:Z`,
  ]
}

const sealed: readonly string[] = [
  '--read-only',
  '--cap-drop',
  'ALL',
  '--security-opt',
  'no-new-privileges',
  // 3.x looks for a collector of traces otherwise (distribution#4270).
  '--env',
  'OTEL_TRACES_EXPORTER=none',
]

/** `podman create`: its lines go to a file of ours, which the record of pulls reads; podman cuts it at 20 MB. */
export function podmanCreate(podman: Engine, record: HostedRecord, places: MirrorPlaces): readonly string[] {
  const log = ['--log-driver', 'k8s-file', '--log-opt', `path=${places.log}`, '--log-opt', 'max-size=20mb']
  return [
    ...podman,
    'create',
    '--pull',
    'never',
    ...containerOptions(record, places),
    ...log,
    record.pinned,
    ...serveWords,
  ]
}

/** `docker run`: docker starts it again, ever later, and after a restart of the machine unless it was stopped. */
export function dockerRun(docker: Engine, record: HostedRecord, places: MirrorPlaces): readonly string[] {
  const log = ['--log-driver', 'json-file', '--log-opt', 'max-size=20m']
  const again = ['--detach', '--restart', 'unless-stopped']
  return [...docker, 'run', ...again, ...containerOptions(record, places), ...log, record.pinned, ...serveWords]
}

/** Asks an image for its version: it is given nothing, since nobody knows yet what it is. */
export function askVersion(engine: Engine, pinned: string): readonly string[] {
  return [...engine, 'run', '--rm', '--network', 'none', ...sealed, pinned, '--version']
}

/** Runs distribution once on the same data, and leaves nothing of it. */
export function runOnce(
  engine: Engine,
  record: HostedRecord,
  places: MirrorPlaces,
  words: readonly string[],
): readonly string[] {
  return [...engine, 'run', '--rm', '--network', 'none', ...confined(record, places), record.pinned, ...words]
}
