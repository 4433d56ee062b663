import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { makeHelperLine, type Means } from '../../../electron/system/elevate.ts'
import { answerMark, formatRequest, type HelperAnswer, type HelperRequest } from '../../../shared/helper-protocol.ts'
import { notice } from '../../../shared/notice.ts'

let place = ''
const listeners = process.listenerCount('SIGINT')
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'pullcord-ways-'))
})
afterEach(() => rmSync(place, { recursive: true, force: true }))

const request: HelperRequest = { verb: 'toggle', set: null, engines: ['docker'], expect: {}, accept: false }
const switched: HelperAnswer = { version: 1, kind: 'switched', engines: [] }

/** A program that does as a script says. */
function program(name: string, script: string): string {
  const path = join(place, name)
  writeFileSync(path, `#!/bin/sh\n${script}\n`)
  chmodSync(path, 0o755)
  return path
}

const says = (answer: unknown): string => `read -r line; printf '%s\\n' noise ${answerMark} '${JSON.stringify(answer)}'`
const fails = (code: number, stderr: string): string => `echo '${stderr}' >&2; exit ${code}`

/** A way to root on a machine that has these programs. */
function line(programs: Readonly<Record<string, string>>, more: Partial<Means> = {}) {
  for (const [name, script] of Object.entries(programs)) program(name, script)
  const wrappers = { approve: program('approve', 'exec /bin/sh'), toggle: program('toggle', 'exec /bin/sh') }
  return makeHelperLine({
    wrappers,
    env: {},
    isSealed: async () => true,
    status: async () => 'NoNewPrivs:\t0\n',
    find: async (name) => (Object.hasOwn(programs, name) ? join(place, name) : null),
    ...more,
  })
}

const outcome = async (programs: Readonly<Record<string, string>>, more: Partial<Means> = {}): Promise<unknown> =>
  await line(programs, more)
    .ask('toggle', request, { command: 'sudo pullcord off' })
    .catch((error: { notice?: { code: string } }) => error.notice?.code ?? error)

const noAgent = fails(127, 'Error executing command as another user: No authentication agent found.')
const noPassword = fails(1, 'sudo: a password is required')

describe('what pkexec comes to', () => {
  test.each<[string, string, string, unknown]>([
    ['an answer', 'the answer', says(switched), switched],
    [
      'a helper that refuses',
      'its reason',
      says({ version: 1, kind: 'refused', notice: notice('plan-stale') }),
      'plan-stale',
    ],
    ['another release', 'so', says({ ...switched, version: 2 }), 'helper-other-version'],
    ['an answer to something else', 'so', says({ version: 1, kind: 'approved', sets: [] }), 'helper-broken'],
    ['half an answer', 'so', `read -r line; echo ${answerMark}; printf '{'; exit 0`, 'helper-broken'],
    ['an answer that is no JSON', 'so', `read -r line; echo ${answerMark}; echo '{'`, 'helper-broken'],
    ['an answer without end', 'so', `echo ${answerMark}; exec cat /dev/zero`, 'helper-broken'],
    ['a helper that dies', 'its last line', fails(9, 'Error: cannot find module'), 'helper-broken'],
    [
      '126',
      'dismissed',
      fails(126, 'Error executing command as another user: Request dismissed'),
      'approval-dismissed',
    ],
    ['a pkexec that was ended', 'dismissed', 'kill -TERM $$', 'approval-dismissed'],
    [
      '127 Not authorized',
      'refused',
      fails(127, 'Error executing command as another user: Not authorized'),
      'approval-refused',
    ],
    ['127 without the helper', 'missing', fails(127, 'Error accessing /usr/libexec/x: No such file'), 'helper-missing'],
    ['no agent', 'so', noAgent, 'no-agent'],
    ['no textual agent', 'so', fails(127, 'Error creating textual authentication agent: x'), 'no-agent'],
    ['no setuid', 'impossible', fails(127, 'pkexec must be setuid root'), 'elevation-impossible'],
    ['SHELL', 'impossible', fails(127, 'The value for the SHELL variable was not found'), 'elevation-impossible'],
    ['no polkit', 'impossible', fails(127, 'Error getting authority: Could not connect'), 'elevation-impossible'],
  ])('%s is %s', async (_, __, script, expected) => {
    expect(await outcome({ pkexec: script })).toEqual(expected)
  })

  test('without pkexec and sudo the command stands in the reason', async () => {
    await expect(line({}).ask('toggle', request, { command: 'sudo pullcord off' })).rejects.toMatchObject({
      notice: { code: 'elevation-impossible', hint: expect.stringContaining('sudo pullcord off') },
    })
  })
})

describe('sudo', () => {
  const marked = (name: string, script: string): string => `echo "${name} $*" >>$(dirname $0)/ran; ${script}`
  const ran = (): string => readFileSync(join(place, 'ran'), 'utf8')

  test('is asked without a password where polkit could not ask', async () => {
    expect(await outcome({ pkexec: noAgent, sudo: marked('sudo', says(switched)) })).toEqual(switched)
    expect(ran()).toBe(`sudo -n -- ${place}/toggle\n`)
  })

  test('is not asked where polkit or a person said no', async () => {
    const sudo = marked('sudo', says(switched))
    expect(await outcome({ pkexec: fails(127, 'Not authorized'), sudo })).toBe('approval-refused')
    expect(await outcome({ pkexec: fails(126, 'Request dismissed'), sudo })).toBe('approval-dismissed')
    expect(ran).toThrow('ENOENT')
  })

  test('is asked for a password only at a terminal', async () => {
    const sudo = marked('sudo', `[ "$1" = -n ] && { ${noPassword}; }; ${says(switched)}`)
    expect(await outcome({ pkexec: noAgent, sudo })).toBe('no-agent')
    expect(await outcome({ sudo })).toBe('elevation-impossible')
    expect(await outcome({ pkexec: noAgent, sudo }, { terminal: true })).toEqual(switched)
  })

  test('that refuses, or a helper behind it that dies, is told apart', async () => {
    const twice = (last: string): string => `[ "$1" = -n ] && { ${noPassword}; }; ${last}`
    const at = { terminal: true }
    expect(await outcome({ sudo: twice(fails(1, 'sudo: 3 incorrect password attempts')) }, at)).toBe('sudo-refused')
    expect(await outcome({ sudo: twice(fails(1, 'dev is not in the sudoers file.')) }, at)).toBe('sudo-refused')
    expect(await outcome({ sudo: twice(fails(1, 'Error: out of memory')) }, at)).toBe('helper-broken')
    expect(await outcome({ sudo: fails(3, 'Error: out of memory') })).toBe('helper-broken')
  })
})

describe('a talk', () => {
  test('says one line, keeps stdin open until the answer, and brings an environment of its own', async () => {
    const pkexec = `read -r line; printf '%s' "$line" >$(dirname $0)/line; env >$(dirname $0)/env; echo "$*" >$(dirname $0)/args
      read -t 0.3 -r more; [ $? -gt 128 ] || exit 7
      printf '%s\\n' ${answerMark} '${JSON.stringify(switched)}'; read -r end; echo $? >$(dirname $0)/end`
    expect(await outcome({ pkexec: `exec bash -c '${pkexec.replaceAll("'", String.raw`'\''`)}' "$0" "$@"` })).toEqual(
      switched,
    )
    expect(readFileSync(join(place, 'line'), 'utf8')).toBe(formatRequest(request))
    expect(readFileSync(join(place, 'args'), 'utf8')).toBe(`--disable-internal-agent ${place}/toggle\n`)
    expect(readFileSync(join(place, 'end'), 'utf8')).toBe('1\n')
    const env = readFileSync(join(place, 'env'), 'utf8')
    expect(env).toContain('SHELL=/bin/sh\n')
    expect(env).not.toContain('HOME=')
  })

  test('shows the mirrors to be approved as arguments', async () => {
    const mirror = { upstream: 'docker.io', url: 'https://m.corp', insecure: true, ca: null } as const
    const pkexec = `echo "$*" >$(dirname $0)/args; ${says({ version: 1, kind: 'approved', sets: [] })}`
    const choice = { mirrors: [mirror], keepTheirs: true, strict: false }
    await line({ pkexec }).ask('approve', { verb: 'approve', choice, only: true, acceptRisks: true })
    expect(readFileSync(join(place, 'args'), 'utf8')).toBe(
      `--disable-internal-agent ${place}/approve accept-risks only docker.io=https://m.corp,unverified\n`,
    )
  })

  test('with a polkit that hangs ends, and says so', async () => {
    const impatient = { quietMs: 100, probeMs: 100 }
    const sleeping = 'exec sleep 60'
    expect(await outcome({ pkexec: sleeping, pkaction: sleeping }, impatient)).toBe('polkit-silent')
  })

  test('waits for a dialog as long as polkit answers', async () => {
    const gone = `until [ -e $(dirname $0)/probed ]; do sleep 0.05; done; sleep 0.2; ${says(switched)}`
    const impatient = { quietMs: 50, probeMs: 5_000 }
    expect(await outcome({ pkexec: gone, pkaction: 'echo "$*" >$(dirname $0)/probed' }, impatient)).toEqual(switched)
    expect(readFileSync(join(place, 'probed'), 'utf8')).toBe('--action-id io.github.pullcord.toggle\n')
    expect(await outcome({ pkexec: 'exec sleep 60' }, { totalMs: 100 })).toBe('elevation-late')
  })

  test('can be cancelled by whoever asked', async () => {
    const controller = new AbortController()
    const asked = line({ pkexec: 'exec sleep 60' }).ask('toggle', request, { signal: controller.signal })
    setTimeout(() => controller.abort(), 50)
    await expect(asked).rejects.toMatchObject({ notice: { code: 'approval-dismissed' } })
  })

  test('ends by Ctrl+C, and we go on', async () => {
    const asked = line({ pkexec: 'exec sleep 60' }).ask('toggle', request)
    setTimeout(() => process.emit('SIGINT'), 50)
    await expect(asked).rejects.toMatchObject({ notice: { code: 'approval-dismissed' } })
    expect(process.listenerCount('SIGINT')).toBe(listeners)
  })

  test('is not begun where it was cancelled before', async () => {
    const asked = line({ pkexec: says(switched) }).ask('toggle', request, { signal: AbortSignal.abort() })
    await expect(asked).rejects.toMatchObject({ notice: { code: 'approval-dismissed' } })
  })
})

describe('the hindrance', () => {
  test('is none where all is in place', async () => {
    expect(await line({}).hindrance()).toBeNull()
  })

  test('is a wrapper or a program behind it that is missing', async () => {
    const wrappers = { approve: program('a', ''), toggle: join(place, 'none') }
    expect(await line({}, { wrappers }).hindrance()).toMatchObject({ code: 'helper-missing' })
    expect(await line({}, { wrappers, env: { APPIMAGE: '/x' } }).hindrance()).toMatchObject({
      code: 'helper-missing-appimage',
    })
    const hollow = program('b', `exec env -i PATH=/usr/bin ${place}/gone/node ${place}/gone/helper.js`)
    expect(await line({}, { wrappers: { approve: hollow, toggle: hollow } }).hindrance()).toMatchObject({
      code: 'helper-missing',
      values: { path: `${place}/gone/node` },
    })
  })

  test('is a program that others than root can change', async () => {
    const isSealed = async (path: string): Promise<boolean> => path !== '/bin/sh'
    const found = await line({}, { isSealed }).hindrance()
    expect(found).toMatchObject({ code: 'helper-unsafe', values: { path: '/bin/sh' } })
    expect(await outcome({ pkexec: says(switched) }, { isSealed })).toBe('helper-unsafe')
  })

  test('is a sandbox', async () => {
    expect(await line({}, { status: async () => 'NoNewPrivs:\t1\n' }).hindrance()).toMatchObject({
      code: 'elevation-sandboxed',
    })
  })
})
