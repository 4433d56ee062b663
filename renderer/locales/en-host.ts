import { expiryWords, hostedStates } from '../../shared/hosting/words.ts'
import { formatBytes } from '../../shared/pulls/bytes.ts'
import { when } from './en-when.ts'

/** The words about mirrors that run on this machine. */
export const host = {
  title: 'On this computer',
  none: 'A mirror can run on this computer.',
  noneHint: 'It is distribution’s own registry, run by podman, docker or its program, for this computer alone.',
  begin: 'Run a mirror here',
  another: '+ Run another here',
  state: hostedStates.en,
  by: { podman: 'podman', docker: 'docker', binary: 'its program' },
  runs: (way: string, version: string | null) => `Run by ${way}${version === null ? '' : `, distribution ${version}`}.`,
  since: (at: string) => `Since ${when(at)}.`,
  room: (kept: number | null, free: number | null, hours: number | null) =>
    [
      kept === null ? 'What it keeps cannot be counted' : `${formatBytes(kept)} kept`,
      ...(free === null ? [] : [`${formatBytes(free)} free`]),
      expiryWords.en(hours),
    ].join(', '),
  shared: 'Other machines can reach it.',
  login: (username: string) => `With the login of ${username} at its upstream.`,
  digest: (digest: string) => `Its image is ${digest.slice(0, 19)}…`,
  more: (upstream: string) => `More about the mirror of ${upstream}`,
  start: 'Start',
  stop: 'Stop',
  log: 'Show its log',
  hideLog: 'Hide the log',
  emptyLog: 'It has written nothing yet.',
  prune: 'Make room',
  pruneSure: 'It rests for a moment, and deletes what no image needs any more.',
  pruneAll: 'Delete all it keeps',
  pruneAllSure: 'Delete all that it keeps? It is fetched again when it is pulled.',
  freed: (bytes: number) => (bytes === 0 ? 'There was nothing to delete.' : `${formatBytes(bytes)} were freed.`),
  remove: 'Remove',
  removeSure:
    'Remove it, with all that it keeps? It goes off the list of mirrors. Engines keep it until you turn on again, or off.',
  keep: 'Keep',
  dialog: 'Run a mirror on this computer',
  upstream: 'Of what',
  upstreamHint: 'The registry that it stands before.',
  way: 'Run it by',
  wayFirst: 'the first that can',
  looking: 'Looking what can run it…',
  port: 'Port',
  portHint: (free: number) => `On this computer alone. ${free} is free.`,
  portBad: 'A port is a number from 1024 to 65535.',
  image: (first: string) => `The image comes from ${first.split('/')[0]}, where Docker Hub’s limit does not count.`,
  cliHint: 'A login at its upstream, and sharing with other machines: pullcord host start --help',
  run: 'Run it',
  running: 'Starting…',
  cancelRun: 'Cancel',
}
