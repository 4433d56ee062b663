import type { CollectOptions } from '../../shared/pulls/collect-options.ts'
import { exit, print, printJson, type CommandAlone } from './command.ts'

interface Collecting {
  readonly url: string
  readonly mirror: string
  readonly notifyToken: string
  readonly readTokenFile: string
  readonly isTls: boolean
}

/** The verb `collect`, around what collects until it is told to end. */
export function collectBy(
  run: (options: CollectOptions, onStart: (collecting: Collecting) => void) => Promise<void>,
): CommandAlone {
  return {
    summary: 'beside a mirror: record its pulls, for laptops to read',
    usage: 'collect --mirror URL [--listen ADDRESS:PORT] [--metrics URL] [--access-log FILE] …',
    options: {
      mirror: { type: 'string' },
      upstream: { type: 'string' },
      listen: { type: 'string' },
      'tls-cert': { type: 'string' },
      'tls-key': { type: 'string' },
      state: { type: 'string' },
      metrics: { type: 'string' },
      'access-log': { type: 'string' },
      'ttl-days': { type: 'string' },
      'keep-days': { type: 'string' },
      'keep-megabytes': { type: 'string' },
      quota: { type: 'string' },
    },
    help: [
      ['--mirror URL', 'the mirror, as its clients name it'],
      ['--upstream U', 'of what it is the mirror; without it, docker.io'],
      ['--listen A:P', 'without it, 127.0.0.1:7780'],
      ['--tls-cert FILE', 'with --tls-key: laptops read over TLS alone'],
      ['--state DIR', 'for the record and the tokens'],
      ['--metrics URL', 'the mirror’s debug port: its counters clear up doubts'],
      ['--access-log F', 'the mirror’s log: it alone tells of refusals'],
      ['--ttl-days N', 'how long the mirror keeps what it fetched; without it, 7'],
      ['--keep-days N', 'how long pulls are kept; without it, 90'],
      ['--keep-megabytes N', 'how much is kept; without it, 512'],
      ['--quota on|off', 'whether to ask Docker Hub what is left for this address'],
      ['', 'each also as PULLCORD_MIRROR, PULLCORD_TLS_CERT, …'],
    ],
    async runAlone({ values }) {
      const text = (name: string): string | null => (typeof values[name] === 'string' ? values[name] : null)
      const options: CollectOptions = {
        mirror: text('mirror'),
        upstream: text('upstream'),
        listen: text('listen'),
        tlsCert: text('tls-cert'),
        tlsKey: text('tls-key'),
        state: text('state'),
        metrics: text('metrics'),
        accessLog: text('access-log'),
        ttlDays: text('ttl-days'),
        keepDays: text('keep-days'),
        keepMegabytes: text('keep-megabytes'),
        quota: text('quota'),
      }
      await run(options, (collecting) => {
        if (values['json'] === true) printJson(collecting)
        else print(...linesOf(collecting))
      })
      return exit.done
    },
  }
}

function linesOf({ url, mirror, notifyToken, readTokenFile, isTls }: Collecting): readonly string[] {
  return [
    `Collecting the pulls of ${mirror} at ${url}.`,
    '',
    'For the mirror, in the configuration of its registry:',
    '',
    'notifications:',
    '  events:',
    '    includereferences: true',
    '  endpoints:',
    '    - name: pullcord',
    `      url: ${url}/notifications`,
    '      headers:',
    `        Authorization: [Bearer ${notifyToken}]`,
    '      timeout: 2s',
    '      threshold: 3',
    '      backoff: 1s',
    '',
    `For laptops: add a collector under Mirror, with the token in ${readTokenFile}.`,
    ...(isTls ? [] : ['Only this machine may read it: give it --tls-cert and --tls-key to let others.']),
  ]
}
