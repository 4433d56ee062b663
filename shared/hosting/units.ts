import { serveWords, type MirrorPlaces } from './container-argv.ts'
import { unitName, type HostedRecord } from './hosted-record.ts'
import { inContainer } from './registry-config.ts'

/** A word as systemd reads it back: no space parts it, no `%` and no `$` in it means anything (systemd.service(5)). */
function systemdWord(text: string): string {
  return /^[\w./:@=,+-]+$/.test(text)
    ? text
    : `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('%', '%%').replaceAll('$', '$$$$')}"`
}

/** Seconds between two starts: fewer would only ask an upstream that is away more often. */
export const unitPauseSeconds = 15

// It never gives up: an upstream may be away for a night.
const again: readonly string[] = ['Restart=always', `RestartSec=${unitPauseSeconds}`]
const unending = 'StartLimitIntervalSec=0'

const title = (record: HostedRecord): string => `Mirror of ${record.upstream} (Pullcord)`

/** A unit of systemd that runs a command in the foreground. `log` takes its output; null leaves it to the journal. */
export function formatUnit(record: HostedRecord, command: readonly string[], log: string | null, to: string): string {
  return lines([
    '[Unit]',
    `Description=${title(record)}`,
    unending,
    '',
    '[Service]',
    `ExecStart=${command.map(systemdWord).join(' ')}`,
    'Environment=OTEL_TRACES_EXPORTER=none',
    ...(log === null ? [] : [`StandardOutput=append:${unquoted(log)}`, `StandardError=append:${unquoted(log)}`]),
    ...again,
    '',
    '[Install]',
    `WantedBy=${to}`,
  ])
}

/** A quadlet, which podman makes a unit of (podman-systemd.unit(5), podman 4.4 and later). */
export function formatQuadlet(record: HostedRecord, places: MirrorPlaces, to: string): string {
  const { id, network, share, port, runsAs, pinned } = record
  return lines([
    '[Unit]',
    `Description=${title(record)}`,
    unending,
    '',
    '[Container]',
    `ContainerName=${unitName(id)}`,
    `Image=${pinned}`,
    ...(network === 'host' ? ['Network=host'] : [`PublishPort=${share === 'no' ? '127.0.0.1:' : ''}${port}:5000`]),
    ...(runsAs === null ? [] : [`User=${runsAs}`]),
    'ReadOnly=true',
    'DropCapability=all',
    'NoNewPrivileges=true',
    'Environment=OTEL_TRACES_EXPORTER=none',
    `Volume=${unquoted(places.config)}:${inContainer.config}:ro,Z`,
    `Volume=${unquoted(places.data)}:${inContainer.data}:Z`,
    `PodmanArgs=--pull never --log-driver k8s-file --log-opt ${systemdWord(`path=${places.log}`)} --log-opt max-size=20mb`,
    `Exec=${serveWords.join(' ')}`,
    '',
    '[Service]',
    ...again,
    '',
    '[Install]',
    `WantedBy=${to}`,
  ])
}

// A value that is one word to its end: only `%` means something in it.
function unquoted(path: string): string {
  return path.replaceAll('%', '%%')
}

function lines(all: readonly string[]): string {
  return `# Written by Pullcord; “pullcord host” changes and removes it.\n${all.join('\n')}\n`
}
