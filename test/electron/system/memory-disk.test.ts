import { describe, expect, test } from 'vitest'
import { digestOf } from '../../../electron/system/digest.ts'
import { memoryDisk } from '../../../electron/system/memory-disk.ts'
import type { Disk } from '../../../electron/system/system.ts'
import type { Target } from '../../../shared/targets.ts'
import { temporaryRoot } from './temporary-root.ts'

const list: Target = { kind: 'docker-daemon-json', scope: 'system' }
const hosts: Target = { kind: 'docker-hosts-toml', scope: 'system', upstream: 'docker.io' }
const path = '/etc/docker/daemon.json'
const state = '/var/lib/pullcord/originals'

// What differs by nature: names of hidden files, and times.
const plain = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value ?? null, (key, part: unknown) =>
      key === 'kept' && part !== null ? 'kept' : key === 'modifiedAt' ? 0 : part,
    ),
  )

/** One story, told to both disks: every answer must be the same. */
async function story(disk: Disk): Promise<readonly unknown[]> {
  const told: unknown[] = []
  const tell = async (work: Promise<unknown>): Promise<void> => {
    told.push(plain(await work.catch((error: { notice: { code: string } }) => error.notice.code)))
  }
  await tell(disk.inspect(hosts))
  await tell(disk.read(path))
  const made = await disk.write({ target: list, expect: null, text: 'one', attributes: null })
  told.push(plain(made))
  await tell(disk.write({ target: list, expect: null, text: 'x', attributes: null }))
  await tell(disk.write({ target: list, expect: digestOf('other'), text: null, attributes: null }))
  const replaced = await disk.write({ target: list, expect: digestOf('one'), text: 'two', attributes: null })
  told.push(plain(replaced))
  await tell(disk.read(path))
  await disk.restore(replaced)
  await tell(disk.read(path))
  await tell(disk.restore(replaced))
  const again = await disk.write({ target: list, expect: digestOf('one'), text: 'three', attributes: null })
  await tell(disk.discard(again))
  const gone = await disk.write({ target: list, expect: digestOf('three'), text: null, attributes: null })
  await tell(disk.read(path))
  await disk.sweep([list], [])
  await tell(disk.restore(gone))
  await tell(disk.read(path))
  await disk.write({ target: list, expect: digestOf('three'), text: 'four', attributes: null })
  await disk.sweep([list], [digestOf('three')])
  await tell(disk.list('/etc/docker', ''))
  await disk.write({
    target: hosts,
    expect: null,
    text: 'h',
    attributes: { mode: 0o640, uid: disk.uid, gid: disk.uid, modifiedAt: 5 },
  })
  await tell(disk.inspect(hosts))
  await tell(disk.list('/etc/docker/certs.d/docker.io', '.toml'))
  await tell(disk.list('/none', ''))
  await disk.removeDirectories(['/etc/docker', '/etc/docker/certs.d', '/etc/docker/certs.d/docker.io'])
  await tell(disk.read('/etc/docker/certs.d/docker.io/hosts.toml'))
  await tell(disk.names(state))
  await disk.makeDirectory(state)
  await tell(disk.names(state))
  await disk.store(`${state}/b.json`, 'b', 0o600)
  await tell(disk.load(`${state}/b.json`))
  await tell(disk.names(state))
  await disk.remove(`${state}/b.json`)
  await disk.remove(`${state}/b.json`)
  await tell(disk.load(`${state}/b.json`))
  await tell(disk.locked('system', () => disk.load(`${state}/none`)))
  await tell(disk.locked('system', () => disk.write({ target: list, expect: null, text: '', attributes: null })))
  return told
}

test('a disk in memory keeps the rules of the real one', async () => {
  const root = temporaryRoot()
  root.put('/etc/hostname', 'x')
  expect(await story(memoryDisk({ '/etc/hostname': 'x' }, root.disk.uid, root.disk.places))).toEqual(
    await story(root.disk),
  )
})

describe('in memory', () => {
  test('the tree shows every file and folder', async () => {
    const disk = memoryDisk({ '/etc/a': 'x' })
    disk.edit('/etc/b/c', 'y')
    disk.edit('/etc/a', null)
    expect(disk.tree()).toEqual({ '/': null, '/etc': null, '/etc/b': null, '/etc/b/c': 'y' })
  })

  test('one at a time holds the lock, and a failure lets the next in', async () => {
    const disk = memoryDisk()
    const order: number[] = []
    const work = (name: number) => async (): Promise<void> => {
      order.push(name)
      await Promise.resolve()
      order.push(name)
      if (name === 1) throw new Error('failed')
    }
    await Promise.allSettled([disk.locked('system', work(1)), disk.locked('system', work(2))])
    expect(order).toEqual([1, 1, 2, 2])
  })
})
