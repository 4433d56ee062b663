import type { Action } from '../../shared/helper-protocol.ts'
import type { Mode } from '../lab/polkit.ts'
import { randomFrom } from '../random.ts'
import { HUB } from './elevation-rig.ts'

/** One attempt on root's helper: what is said, how, and from what surroundings. */
export interface Attack {
  readonly action: Action
  readonly args: readonly string[]
  /** What the person before the dialog does, where one opens. */
  readonly mode: Mode
  /** A shell script that runs its arguments, and stays their parent. */
  readonly around: string
  readonly env: Readonly<Record<string, string>>
  /** Stdin in pieces, `pauseMs` apart. */
  readonly input: readonly Buffer[]
  readonly pauseMs: number
  /** Whether stdin ends behind the last piece. */
  readonly ends: boolean
  readonly signal: { readonly name: string; readonly afterMs: number } | null
}

const BAD_TEXTS = [
  '../../../../etc/shadow',
  '/etc/passwd',
  '/etc/docker/../shadow',
  'evil\u0000.example',
  'evil.example\n[[registry]]\nlocation="evil"',
  'http://evil.example/../../x',
  'https://user:pass@evil.example',
  'HTTP://EVIL.example',
  '$(touch /tmp/evil)',
  '`id`',
  '-oevil',
  'evil'.repeat(20_000),
  'é\u202evil',
  '__proto__',
  '',
]
const BAD_VALUES: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  2 ** 53,
  [],
  {},
  [[]],
  ['podman', 'podman'],
  ...BAD_TEXTS,
]

// No argument can hold a zero byte, nor be as long as a line on stdin.
const ARGUMENTS = BAD_TEXTS.filter((text) => !text.includes('\u0000') && text.length < 1000)

const SURROUNDINGS: readonly string[] = [
  '"$@"; exit $?',
  // From a directory that is gone.
  'mkdir -p /tmp/gone/$$; cd /tmp/gone/$$; rmdir /tmp/gone/$$; "$@"; exit $?',
  'cd /tmp/swapped 2>/dev/null; "$@"; exit $?',
  // With open files, and as few more as can be.
  'exec 3</etc/passwd 4>/tmp/swapped/fd 5<>/tmp/swapped/fd 9</; "$@"; exit $?',
  'ulimit -n 12; "$@"; exit $?',
  'ulimit -f 0; ulimit -c 0; "$@"; exit $?',
  'umask 000; "$@"; exit $?',
  'umask 777; "$@"; exit $?',
  'trap "" PIPE HUP TERM INT; "$@"; exit $?',
  'nice -n 19 "$@"; exit $?',
]

const ENVIRONMENTS: readonly Readonly<Record<string, string>>[] = [
  {},
  { LD_PRELOAD: '/tmp/swapped/evil.so', LD_LIBRARY_PATH: '/tmp/swapped', LD_AUDIT: '/tmp/swapped/evil.so' },
  { NODE_OPTIONS: '--require /tmp/swapped/evil.js', NODE_PATH: '/tmp/swapped', NODE_EXTRA_CA_CERTS: '/etc/shadow' },
  { BASH_ENV: '/tmp/swapped/evil.sh', ENV: '/tmp/swapped/evil.sh', SHELLOPTS: 'xtrace', PS4: '$(touch /tmp/evil)' },
  { PKEXEC_UID: '0', SUDO_UID: '0', SUDO_USER: 'root', HOME: '/tmp/swapped', XDG_CONFIG_HOME: '/tmp/swapped' },
  { PATH: '/tmp/swapped:/usr/bin:/bin', IFS: '/', GCONV_PATH: '/tmp/swapped', TMPDIR: '/tmp/swapped' },
  { ELECTRON_RUN_AS_NODE: '1', OPENSSL_CONF: '/tmp/swapped/evil.cnf', CONTAINERS_CONF: '/tmp/swapped/evil.conf' },
]

/** The given number of attempts, always the same; `set` is what was really approved. */
export function* attacks(count: number, set: string): Generator<Attack> {
  const random = randomFrom(20_261_124)
  const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const seldom = (share: number): boolean => random() < share
  for (let at = 0; at < count; at += 1) {
    const action: Action = seldom(0.3) ? 'approve' : 'toggle'
    const value = requestLike(action, set, one, seldom)
    const pieces = spelled(value, one, seldom)
    const drips = seldom(0.1)
    yield {
      action,
      args:
        action === 'toggle'
          ? seldom(0.1)
            ? [one(ARGUMENTS)]
            : []
          : one([['accept-risks', HUB], [], ['everything'], ['restore', 'everything', '../..']]),
      mode: one(['accept', 'accept', 'cancel', 'fail']),
      around: one(SURROUNDINGS),
      env: one(ENVIRONMENTS),
      input: drips ? inPieces(pieces) : [pieces],
      pauseMs: 30,
      ends: !pieces.includes(10) || seldom(0.2),
      signal: seldom(0.15)
        ? { name: one(['TERM', 'INT', 'HUP', 'USR1', 'KILL', 'PIPE']), afterMs: Math.floor(random() * 300) }
        : null,
    }
  }
}

type One = <T>(list: readonly T[]) => T
type Seldom = (share: number) => boolean

/** A request that is right but for one field, or right. */
function requestLike(action: Action, set: string, one: One, seldom: Seldom): Record<string, unknown> {
  const mirror = { upstream: 'docker.io', url: 'https://evil.example', insecure: false, ca: null as unknown }
  const right: Record<string, unknown>[] =
    action === 'approve'
      ? [
          {
            version: 1,
            verb: 'approve',
            choice: { mirrors: [mirror], keepTheirs: true, strict: false },
            only: false,
            acceptRisks: true,
          },
          { version: 1, verb: 'restore', what: { kind: 'entry', id: '../../etc/shadow' }, accept: true },
        ]
      : [
          { version: 1, verb: 'toggle', set, engines: ['podman'], expect: {}, accept: true },
          { version: 1, verb: 'toggle', set: null, engines: ['podman'], expect: {}, accept: true },
          { version: 1, verb: 'read', set, engines: ['podman'] },
          { version: 1, verb: 'restore', what: { kind: 'everything' }, accept: true },
          {
            version: 1,
            verb: 'approve',
            choice: { mirrors: [mirror], keepTheirs: true, strict: false },
            only: true,
            acceptRisks: true,
          },
        ]
  const request = one(right)
  if (seldom(0.3)) return request
  const field = one(Object.keys(request))
  if (field === 'choice')
    return {
      ...request,
      choice: {
        mirrors: [{ ...mirror, [one(Object.keys(mirror))]: one(BAD_VALUES) }],
        keepTheirs: true,
        strict: false,
      },
    }
  if (field === 'expect') return { ...request, expect: { [one(BAD_TEXTS)]: one(BAD_VALUES) } }
  if (field === 'engines' && seldom(0.5)) return { ...request, engines: [one(BAD_VALUES)] }
  return { ...request, [field]: one(BAD_VALUES) }
}

/** Its bytes: as they should be, or cut, repeated, enlarged, escaped, or followed by more. */
function spelled(value: Record<string, unknown>, one: One, seldom: Seldom): Buffer {
  const text = JSON.stringify(value)
  const line = Buffer.from(`${text}\n`)
  if (seldom(0.5)) return line
  return one<() => Buffer>([
    () => line.subarray(0, Math.floor(line.length / 2)),
    () => Buffer.concat([line, line]),
    () => Buffer.from(`${text.slice(0, -1)},"verb":"approve"}\n`),
    () => Buffer.from(`${text.slice(0, -1)},"path":"/etc/shadow","content":"evil"}\n`),
    () => Buffer.from(`${text.replace('"verb"', '"\\u0076erb"')}\n`),
    () => Buffer.from(`${' '.repeat(300_000)}${text}\n`),
    () => Buffer.from(`${text.replace('{', '{ ')}\n`),
    () => Buffer.from(`\ufeff${text}\n`),
    () => Buffer.concat([Buffer.from([0xff, 0xfe]), line]),
    () => Buffer.from(`${'['.repeat(100_000)}\n`),
    () => Buffer.from(`${text.replace('1', '1e400')}\n`),
    () => Buffer.alloc(1_000_000, 0x20),
    () => Buffer.from('\n'),
  ])()
}

function inPieces(bytes: Buffer): readonly Buffer[] {
  const size = Math.max(1, Math.ceil(bytes.length / 12))
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) => bytes.subarray(at * size, (at + 1) * size))
}
