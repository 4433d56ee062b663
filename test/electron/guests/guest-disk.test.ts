import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { describe, expect, test } from 'vitest'
import { guestDisk } from '../../../electron/guests/guest-disk.ts'
import { digestOf } from '../../../electron/system/digest.ts'
import { asAppError } from '../../../shared/errors.ts'
import type { Disk } from '../../../electron/system/system.ts'
import type { Target } from '../../../shared/targets.ts'
import { treeDigest } from '../../lab/tree-digest.ts'
import { randomFrom } from '../../random.ts'
import { rounds } from '../../runs.ts'
import { whyNoNamespace } from '../system/mount-namespace.ts'
import { temporaryRoot } from '../system/temporary-root.ts'
import { fakeSession, ownDirectories } from './fake-guest.ts'

const why = whyNoNamespace('the disk of a guest')
const has = (program: string): boolean => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0

// The shells of Debian and Ubuntu, of Fedora CoreOS, and of Alpine with its own small tools.
const shells: readonly (readonly [string, readonly string[], boolean])[] = [
  ['dash', ['dash'], has('dash')],
  ['bash', ['bash', '--posix'], has('bash')],
  ['busybox', ['busybox', 'sh'], has('busybox')],
]

const daemon: Target = { kind: 'docker-daemon-json', scope: 'system' }
const hosts: Target = { kind: 'docker-hosts-toml', scope: 'system', upstream: 'docker.io' }
const file = '/etc/docker/daemon.json'

/** A guest and a plain directory that begin alike, so that one can be held against the other. */
function twins(shell: readonly string[]) {
  const [theirs, ours] = [temporaryRoot(), temporaryRoot()]
  for (const root of [theirs, ours])
    for (const directory of ownDirectories) mkdirSync(root.path(directory), { recursive: true })
  return { theirs, ours, guest: guestDisk(fakeSession(theirs, shell)), disk: ours.disk }
}

type Outcome = { readonly done: unknown } | { readonly failed: string }

// What the system itself says differs in its words.
const alike = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'why' in value ? { ...value, why: '' } : value

async function outcomeOf(work: Promise<unknown>): Promise<Outcome> {
  try {
    return { done: JSON.parse(JSON.stringify((await work) ?? null, alike)) as unknown }
  } catch (error) {
    return { failed: asAppError(error).notice.code }
  }
}

describe.skipIf(why !== null).each(shells.filter(([, , here]) => here))('a guest with %s', (_, shell) => {
  test.each<readonly [string, (root: ReturnType<typeof temporaryRoot>) => void]>([
    ['nothing', () => undefined],
    ['text', (root) => root.put(file, '{\n  "a": "ä€"\n}\n\n')],
    ['an empty file', (root) => root.put(file, '')],
    ['a byte order mark', (root) => root.put(file, '\uFEFF{}')],
    ['no UTF-8', (root) => root.put(file, Buffer.from([0x7b, 0x0a, 0xe4, 0x7d]))],
    ['NUL bytes', (root) => root.put(file, 'a\0b')],
    ['a directory', (root) => mkdirSync(root.path(file), { recursive: true })],
    ['a FIFO', (root) => (root.put('/etc/docker/x', ''), spawnSync('mkfifo', [root.path(file)]))],
    ['two names', (root) => linkSync(root.put('/etc/other', 'x'), (root.put('/etc/docker/x', ''), root.path(file)))],
    ['a name of ours', (root) => linkSync(root.put(file, 'x'), root.path('/etc/docker/.pullcord-1.kept'))],
    ['a link', (root) => (root.put('/etc/docker/a b', 'x'), symlinkSync('a b', root.path(file)))],
    ['an absolute link', (root) => (root.put('/srv/x', 'x'), link(root, '/srv/x'))],
    [
      'a link to a link',
      (root) => (root.put('/srv/x', 'x'), link(root, 'b'), symlinkSync('/srv/x', root.path('/etc/docker/b'))),
    ],
    ['a link to nothing', (root) => link(root, '../none/at/all')],
    ['a link to itself', (root) => link(root, 'daemon.json')],
    ['a link into the Nix store', (root) => link(root, '/nix/store/x')],
    ['a file above', (root) => root.put('/etc/docker', 'x')],
    ['17 MB', (root) => root.put(file, Buffer.alloc(17 * 1024 * 1024, 0x20))],
  ])('reads %s as the disk does', async (_name, prepare) => {
    const { theirs, ours, guest, disk } = twins(shell)
    for (const root of [theirs, ours]) {
      prepare(root)
      for (const path of ['/etc/docker/daemon.json', '/srv/x']) touch(root.path(path))
    }
    expect(await outcomeOf(guest.read(file))).toEqual(await outcomeOf(disk.read(file)))
    expect(await outcomeOf(guest.inspect(daemon))).toEqual(await outcomeOf(disk.inspect(daemon)))
    expect(await outcomeOf(guest.inspect(hosts))).toEqual(await outcomeOf(disk.inspect(hosts)))
    expect(await guest.isLink(file)).toBe(await disk.isLink(file))
    expect(await outcomeOf(guest.list('/etc/docker', ''))).toEqual(await outcomeOf(disk.list('/etc/docker', '')))
    expect(sorted(await outcomeOf(guest.names('/etc/docker')))).toEqual(
      sorted(await outcomeOf(disk.names('/etc/docker'))),
    )
  })

  test('goes the same random ways as the disk, to the same files', { timeout: 120_000 }, async () => {
    for (let seed = 1; seed <= rounds(2, 40); seed++) {
      const { theirs, ours, guest, disk } = twins(shell)
      const [there, here] = [await wander(guest, theirs, seed), await wander(disk, ours, seed)]
      expect(there, `seed ${seed}`).toEqual(here)
      expect(trees(theirs), `seed ${seed}`).toEqual(trees(ours))
    }
  })

  test('keeps owner, mode, time and access list of what it replaces', async () => {
    const { theirs: root, guest } = twins(shell)
    root.put(file, 'old', 0o640)
    chownSync(root.path(file), 0, 4)
    utimesSync(root.path(file), 1, 1_700_000_000.25)
    const { attributes } = await guest.inspect(daemon)
    expect(attributes).toEqual({ mode: 0o640, uid: 0, gid: 4, modifiedAt: 1_700_000_000_250 })
    await guest.discard(await guest.write({ target: daemon, expect: digestOf('old'), text: 'new', attributes: null }))
    expect(statSync(root.path(file))).toMatchObject({ uid: 0, gid: 4, mode: 0o100_640, nlink: 1 })
    await guest.discard(await guest.write({ target: daemon, expect: digestOf('new'), text: 'old', attributes }))
    expect(Math.floor(statSync(root.path(file)).mtimeMs / 1000)).toBe(1_700_000_000)
    expect(readdirSync(root.path('/etc/docker'))).toEqual(['daemon.json'])
  })

  test('refuses a folder that others can change', async () => {
    const { theirs: root, guest } = twins(shell)
    root.put(file, 'old')
    const write = () => guest.write({ target: daemon, expect: digestOf('old'), text: 'new', attributes: null })
    chmodSync(root.path('/etc/docker'), 0o775)
    await expect(write()).rejects.toMatchObject({
      notice: { code: 'file-exposed', values: { path: file, directory: '/etc/docker' } },
    })
    chmodSync(root.path('/etc/docker'), 0o755)
    chownSync(root.path('/etc/docker'), 1000, 0)
    await expect(write()).rejects.toMatchObject({ notice: { code: 'file-exposed' } })
    chownSync(root.path('/etc/docker'), 0, 0)
    await write()
    expect(readFileSync(root.path(file), 'utf8')).toBe('new')
  })

  test.each([
    ['size=8k,mode=755', 'disk-full'],
    ['ro,mode=755', 'disk-read-only'],
  ] as const)('says a disk of %s as the disk does', async (options, code) => {
    const { theirs: root, guest } = twins(shell)
    mkdirSync(root.path('/etc/docker'))
    expect(spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'none', root.path('/etc/docker')]).status).toBe(0)
    try {
      const order = { target: daemon, expect: null, text: 'x'.repeat(64_000), attributes: null }
      await expect(guest.write(order)).rejects.toMatchObject({ notice: { code, values: { path: file } } })
      expect(readdirSync(root.path('/etc/docker'))).toEqual([])
    } finally {
      spawnSync('umount', [root.path('/etc/docker')])
    }
  })

  test('lets one in at a time, and the next when the first is gone', async () => {
    const { theirs: root } = twins(shell)
    const [one, other] = [guestDisk(fakeSession(root, shell)), guestDisk(fakeSession(root, shell))]
    const steps: string[] = []
    const work = (name: string) => async (): Promise<void> => {
      steps.push(`${name} in`)
      await one.load('/etc/none')
      await new Promise((resolve) => setTimeout(resolve, 150))
      steps.push(`${name} out`)
    }
    await Promise.all([one.locked('system', work('a')), other.locked('system', work('b'))])
    expect(steps.map((step) => step.split(' ')[1])).toEqual(['in', 'out', 'in', 'out'])
    expect(lstatSync(root.path('/var/lib/pullcord/lock')).mode & 0o777).toBe(0o600)
  })
})

function link(root: ReturnType<typeof temporaryRoot>, to: string): void {
  mkdirSync(root.path('/etc/docker'), { recursive: true })
  symlinkSync(to, root.path(file))
}

function touch(path: string): void {
  try {
    utimesSync(path, 1, 1_700_000_000.123)
  } catch {
    // Not every case has it.
  }
}

function sorted(outcome: Outcome): unknown {
  return 'done' in outcome && Array.isArray(outcome.done) ? (outcome.done as string[]).toSorted() : outcome
}

const trees = (root: ReturnType<typeof temporaryRoot>): readonly string[] =>
  treeDigest(root, ['/etc', '/var/lib/pullcord', '/srv'], { except: ['/var/lib/pullcord/lock'] }).map((line) =>
    // The names of what is kept are random.
    line.replace(/\.pullcord-[0-9a-f]{24}/, '.pullcord-X'),
  )

/** Forty random steps, as Pullcord and as others take them; tells how each fared. */
async function wander(disk: Disk, root: ReturnType<typeof temporaryRoot>, seed: number): Promise<readonly unknown[]> {
  const random = randomFrom(seed)
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)]!
  const texts = ['', 'old\n', '{\n  "x": "ä"\n}', 'a'.repeat(5_000)] as const
  const told: unknown[] = []
  root.put('/srv/real.json', 'linked')
  for (let step = 0; step < 40; step++) {
    const target = pick([daemon, hosts])
    const path = target === daemon ? file : '/etc/docker/certs.d/docker.io/hosts.toml'
    const choice = Math.floor(random() * 10)
    const state = await disk.read(path)
    const expect = pick([state.kind === 'text' ? state.digest : null, digestOf(pick(texts))])
    const text = pick([...texts, null])
    const attributes = pick([null, { mode: 0o600, uid: 0, gid: 4, modifiedAt: 1_700_000_000_125 }])
    const undo = random() < 0.4
    if (choice < 5) {
      const outcome = await outcomeOf(disk.write({ target, expect, text, attributes }))
      told.push('failed' in outcome ? outcome.failed : 'written')
      if ('done' in outcome) {
        const written = outcome.done as Awaited<ReturnType<Disk['write']>>
        told.push({ digest: written.digest, keptDigest: written.keptDigest, isKept: written.kept !== null })
        told.push(await outcomeOf(undo ? disk.restore(written) : disk.discard(written)))
      }
    } else if (choice === 5) {
      mkdirSync(root.path('/etc/docker'), { recursive: true })
      rmSync(root.path(file), { force: true, recursive: true })
      if (undo) symlinkSync(pick(['/srv/real.json', '../../srv/real.json', 'nowhere']), root.path(file))
      else writeFileSync(root.path(file), pick(texts), { mode: 0o644 })
    } else if (choice === 6) {
      told.push(
        await outcomeOf(
          disk.removeDirectories(['/etc/docker', '/etc/docker/certs.d', '/etc/docker/certs.d/docker.io']),
        ),
      )
    } else if (choice === 7) {
      const own = `/var/lib/pullcord/originals/${pick(['a%2Fb', 'c'])}.json`
      told.push(await outcomeOf(disk.store(own, pick(texts), pick([0o600, 0o644]))))
      told.push(await outcomeOf(disk.load(own)), sorted(await outcomeOf(disk.names('/var/lib/pullcord/originals'))))
    } else if (choice === 8) {
      const own = `/var/lib/pullcord/journal/${pick(['1', '2'])}.json`
      told.push(await outcomeOf(pick([disk.jot, disk.remove])(own, 'entry\n', 0o644)))
    } else {
      if (undo) root.put('/etc/docker/.pullcord-1.kept', pick(texts))
      else root.put('/etc/docker/.pullcord-1.new', 'half')
      told.push(await outcomeOf(disk.sweep([daemon, hosts], [digestOf('old\n')])))
    }
    told.push(await outcomeOf(disk.list('/etc/docker', '.json')))
  }
  return told
}
