import { chmodSync, existsSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs'
import { beforeEach, describe, expect, it } from 'vitest'
import { handle } from '../../../electron/helper/handle.ts'
import { setId } from '../../../electron/system/approved.ts'
import { digestOf } from '../../../electron/system/digest.ts'
import { readJournal } from '../../../electron/system/journal.ts'
import { asAppError } from '../../../shared/errors.ts'
import {
  argumentsOf,
  formatRequest,
  type Action,
  type HelperAnswer,
  type HelperRequest,
} from '../../../shared/helper-protocol.ts'
import type { Who } from '../../../shared/history.ts'
import { workplace } from '../service/workplace.ts'
import type { Root } from '../system/root-at.ts'
import { temporaryRoot } from '../system/temporary-root.ts'

// Files must be root's to be believed.
const asRoot = describe.runIf(process.getuid?.() === 0)

const mirror = { upstream: 'docker.io', url: 'http://192.168.11.2:6000', insecure: false, ca: null }
const other = { ...mirror, url: 'https://mirror.corp' }
const choice = { mirrors: [mirror], keepTheirs: true, strict: false }
const set = setId(choice)
const dev: Who = { uid: 1001, via: 'pkexec' }
const eve: Who = { uid: 1002, via: 'pkexec' }

const dropIn = '/etc/containers/registries.conf.d/zz-pullcord.conf'
const approved = '/etc/pullcord/approved.json'
const policy = '/etc/pullcord/policy.json'

const approve: HelperRequest = { verb: 'approve', choice, only: false, acceptRisks: true }
const everything: HelperRequest = { verb: 'restore', what: { kind: 'everything' }, accept: true }
const toggle = (to: string | null, expected: Record<string, string | null> = {}): HelperRequest => ({
  verb: 'toggle',
  set: to,
  engines: ['podman'],
  expect: expected,
  accept: true,
})
const [on, off] = [toggle(set), toggle(null)]
const undo = (id: string): HelperRequest => ({ verb: 'restore', what: { kind: 'entry', id }, accept: true })

let root: Root
beforeEach(() => {
  root = temporaryRoot()
  root.put('/etc/containers/registries.conf', 'unqualified-search-registries = ["docker.io"]\n')
})

interface Asked {
  readonly by?: Who
  /** How many looks at the other side find it there still. */
  readonly heardFor?: number
}

async function ask(action: Action, request: HelperRequest, { by = dev, heardFor = Infinity }: Asked = {}) {
  let looks = 0
  const caller = { action, args: argumentsOf(action, request), isHeard: () => ++looks <= heardFor }
  const place = { ...workplace(root.disk, 'podman@5.4', null, 'system'), by }
  return await handle(formatRequest(request), caller, place)
}

/** The code of the refusal, or of the first engine's failure; null where all went well. */
async function codeOf(answer: Promise<HelperAnswer>): Promise<string | null> {
  try {
    const got = await answer
    return got.kind === 'switched' || got.kind === 'restored' ? (got.engines[0]?.failure?.code ?? null) : null
  } catch (error) {
    return asAppError(error).notice.code
  }
}

const holds = (path: string): string | null =>
  existsSync(root.path(path)) ? readFileSync(root.path(path), 'utf8') : null
const latest = async (): Promise<string> => (await readJournal('system', root.disk, 1))[0]!.id

asRoot('an approval', () => {
  it('is kept with who asked and what it risks', async () => {
    expect(await ask('approve', approve)).toEqual({ version: 1, kind: 'approved', sets: [set] })
    expect(JSON.parse(holds(approved)!)).toMatchObject({ sets: [{ id: set, by: 1001, risks: ['risk-plain-http'] }] })
  })

  it('waits until its risks are accepted', async () => {
    expect(await codeOf(ask('approve', { ...approve, acceptRisks: false }))).toBe('risks-not-accepted')
    expect(holds(approved)).toBeNull()
  })

  it('stands once, however often it is given, and beside others', async () => {
    await ask('approve', approve)
    await ask('approve', { ...approve, choice: { mirrors: [other], keepTheirs: true, strict: false } })
    const answer = await ask('approve', approve)
    expect(answer).toMatchObject({ sets: [setId({ mirrors: [other], keepTheirs: true, strict: false }), set] })
  })

  it('of this list alone takes back the others, and of nothing takes back all', async () => {
    await ask('approve', { ...approve, choice: { mirrors: [other], keepTheirs: true, strict: false } })
    expect(await ask('approve', { ...approve, only: true })).toMatchObject({ sets: [set] })
    expect(await ask('approve', { verb: 'approve', choice: null, only: true, acceptRisks: false })).toMatchObject({
      sets: [],
    })
    expect(holds(approved)).toBeNull()
  })
})

asRoot('a toggle', () => {
  it('of a strict list is another leave than that of an open one, which keeps the name it had', async () => {
    await ask('approve', approve)
    const before = holds(approved)
    expect(before).not.toContain('strict')
    const shut = { ...choice, strict: true }
    expect(await ask('approve', { ...approve, choice: shut })).toMatchObject({ sets: [set, setId(shut)] })
    expect(holds(approved)).toContain('"strict": true')
    expect(setId({ mirrors: [{ ...mirror, url: 'https://one.lan' }], keepTheirs: true, strict: false })).toBe(
      '5327fce842995725',
    )
    await ask('toggle', toggle(setId(shut)))
    expect(holds(dropIn)).toContain('blocked = true')
    await ask('toggle', on)
    expect(holds(dropIn)).not.toContain('blocked')
    await ask('toggle', off)
    expect(holds(dropIn)).toBeNull()
  })

  it('writes what was approved, and off takes it away', async () => {
    await ask('approve', approve)
    expect(await codeOf(ask('toggle', on))).toBeNull()
    expect(holds(dropIn)).toContain('192.168.11.2:6000')
    expect(await codeOf(ask('toggle', off))).toBeNull()
    expect(holds(dropIn)).toBeNull()
  })

  it('of a set that nobody approved is refused', async () => {
    expect(await codeOf(ask('toggle', on))).toBe('not-approved')
    expect(holds(dropIn)).toBeNull()
  })

  it('is refused where a file is not what a person saw', async () => {
    await ask('approve', approve)
    const seen = { 'podman-drop-in.system': digestOf('something else') }
    expect(await codeOf(ask('toggle', toggle(set, seen)))).toBe('plan-stale')
    expect(await codeOf(ask('toggle', toggle(set, { 'podman-drop-in.system': null })))).toBeNull()
  })

  it('writes nothing once whoever asked has gone, at whichever look that is seen', async () => {
    await ask('approve', approve)
    let heardFor = 0
    for (; ; heardFor++) {
      const code = await codeOf(ask('toggle', on, { heardFor }))
      if (code === null) break
      expect(code).toBe('request-cancelled')
      expect(holds(dropIn)).toBeNull()
      expect(heardFor).toBeLessThan(20)
    }
    expect(heardFor).toBeGreaterThan(2)
    expect(holds(dropIn)).not.toBeNull()
  })
})

const tampered: readonly (readonly [string, string, () => void])[] = [
  ['another mirror', 'roots-file-unreadable', () => edit(approved, (text) => text.replace(':6000', ':6001'))],
  ['another id', 'roots-file-unreadable', () => edit(approved, (text) => text.replace(set, '0123456789abcdef'))],
  ['a key twice', 'roots-file-unreadable', () => edit(approved, (text) => text.replace('"by"', '"by": 0,\n "by"'))],
  ['cut short', 'roots-file-unreadable', () => edit(approved, (text) => text.slice(0, -20))],
  ['writable by everyone', 'roots-file-unsafe', () => chmodSync(root.path(approved), 0o666)],
  ['in a folder writable by its group', 'roots-file-unsafe', () => chmodSync(root.path('/etc/pullcord'), 0o775)],
  ['a link', 'roots-file-unsafe', () => linkAway(approved)],
  ['in a folder that is a link', 'roots-file-unsafe', () => linkAway('/etc/pullcord')],
]

function edit(path: string, change: (text: string) => string): void {
  writeFileSync(root.path(path), change(holds(path)!))
}

function linkAway(path: string): void {
  renameSync(root.path(path), root.path('/elsewhere'))
  symlinkSync(root.path('/elsewhere'), root.path(path))
}

asRoot('approved.json', () => {
  it.each(tampered)('%s: %s', async (_, code, tamper) => {
    await ask('approve', approve)
    tamper()
    expect(await codeOf(ask('toggle', on))).toBe(code)
    expect(holds(dropIn)).toBeNull()
  })

  it('that was damaged keeps nobody from turning off', async () => {
    await ask('approve', approve)
    await ask('toggle', on)
    edit(approved, () => '{')
    expect(await codeOf(ask('toggle', off))).toBeNull()
    expect(holds(dropIn)).toBeNull()
  })
})

asRoot('the policy', () => {
  it.each([
    [{ lock: 'off' }, on, 'policy-locked'],
    [{ lock: 'on' }, on, null],
    [{ lock: 'on' }, off, 'policy-locked'],
    [{ lock: 'off' }, off, null],
    [{ lock: 'onn' }, on, 'roots-file-unreadable'],
    [{ lock: 'onn' }, off, null],
    [{ loock: 'on' }, on, 'roots-file-unreadable'],
    [{ togglesPerMinute: 0 }, on, 'roots-file-unreadable'],
  ] as const)('%j and %j', async (rules, request, code) => {
    await ask('approve', approve)
    root.put(policy, JSON.stringify({ version: 1, ...rules }))
    expect(await codeOf(ask('toggle', request))).toBe(code)
  })

  it('bounds how often the switch is turned, by all users together', async () => {
    await ask('approve', approve)
    root.put(policy, JSON.stringify({ version: 1, togglesPerMinute: 2 }))
    expect(await codeOf(ask('toggle', on))).toBeNull()
    expect(await codeOf(ask('toggle', off, { by: eve }))).toBeNull()
    expect(await codeOf(ask('toggle', on))).toBe('toggled-too-often')
  })

  it('that is strict lets nobody write over what was changed outside', async () => {
    await ask('approve', approve)
    await ask('toggle', on)
    edit(dropIn, (text) => `${text}# mine\n`)
    root.put(policy, '{"version":1,"strict":true}')
    expect(await codeOf(ask('toggle', off))).toBe('policy-strict')
    expect(await codeOf(ask('toggle', undo(await latest())))).toBe('policy-strict')
    expect(holds(dropIn)).toContain('# mine')
  })
})

asRoot('what is taken back', () => {
  it('without a password is one’s own latest change', async () => {
    await ask('approve', approve)
    await ask('toggle', on)
    const id = await latest()
    expect(await codeOf(ask('toggle', undo(id), { by: eve }))).toBe('restore-needs-approval')
    expect(await codeOf(ask('toggle', undo(id)))).toBeNull()
    expect(holds(dropIn)).toBeNull()
    expect(await codeOf(ask('toggle', undo(id)))).toBe('restore-needs-approval')
  })

  it('without a password leads to nothing that is no longer approved', async () => {
    await ask('approve', approve)
    await ask('toggle', on)
    await ask('toggle', off)
    await ask('approve', { verb: 'approve', choice: null, only: true, acceptRisks: false })
    expect(await codeOf(ask('toggle', undo(await latest())))).toBe('restore-needs-approval')
    expect(await codeOf(ask('approve', undo(await latest())))).toBeNull()
    expect(holds(dropIn)).toContain('192.168.11.2:6000')
  })

  it('by a password may be everything, approvals included', async () => {
    await ask('approve', approve)
    await ask('toggle', on)
    expect(await codeOf(ask('toggle', everything))).toBe('restore-needs-approval')
    expect(await ask('approve', everything)).toMatchObject({ kind: 'restored', exact: true })
    expect([holds(dropIn), holds(approved)]).toEqual([null, null])
  })
})

asRoot('a reading', () => {
  it('shows a new file whole, and of one that is there only our own entries', async () => {
    await ask('approve', approve)
    const read: HelperRequest = { verb: 'read', set, engines: ['podman'] }
    expect(await ask('toggle', read)).toMatchObject({
      engines: [
        {
          targets: [{ path: dropIn, digest: null, ours: false }],
          changes: [{ diff: expect.stringContaining('+[[registry]]') }],
        },
      ],
    })
    await ask('toggle', on)
    edit(dropIn, (text) => `${text}# my secret\n`)
    const answer = await ask('toggle', { ...read, set: null })
    expect(answer).toMatchObject({ engines: [{ targets: [{ digest: digestOf(holds(dropIn)!), ours: true }] }] })
    expect(JSON.stringify(answer)).not.toContain('my secret')
  })
})
