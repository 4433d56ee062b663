import { writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dockerEngine } from '../lab/docker-engines.ts'
import { type Lab, startLab, URL_OF } from '../lab/lab.ts'
import { systemSuite } from '../lab/suite.ts'
import { treeDigest } from '../lab/tree-digest.ts'
import { asks, fails, mirrored } from './steps.ts'

const engine = await dockerEngine('system')
const DAEMON_JSON = '/etc/docker/daemon.json'
const ON = ['on', ...mirrored('docker.io', URL_OF.mirror), '--engine', 'docker'] as const

const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('{}', 'utf16le')])
/** daemon.json as it must never be edited, and where the fault is said to be. */
const BROKEN: readonly (readonly [what: string, bytes: Uint8Array, place: RegExp])[] = [
  ['a line comment', Buffer.from('{\n  // ours\n  "debug": true\n}\n'), /:2:3\b/],
  ['a block comment', Buffer.from('{ /* x */ "debug": true }'), /:1:3\b/],
  ['a trailing comma', Buffer.from('{\n  "debug": true,\n}\n'), /:3:1\b|:2:16\b/],
  ['two objects', Buffer.from('{"debug": true}\n{"debug": false}\n'), /:2:1\b/],
  ['text after the object', Buffer.from('{"debug": true}\nend\n'), /:2:1\b/],
  ['half a file', Buffer.from('{"debug": true, "labels": ["a'), /:1:\d+\b/],
  ['a byte order mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from('{}')]), /:1:1\b/],
  ['UTF-16', utf16, /:1:1\b/],
  ['NUL bytes', Buffer.from('{"debug": true}\n\0\0\0'), /:2:1\b/],
  ['latin1', Buffer.from('{"labels": ["caf\xe9"]}', 'latin1'), /:1:17\b/],
  ['an array', Buffer.from('[]'), /:1:1\b/],
  ['mirrors that are no list', Buffer.from('{\n "registry-mirrors": "http://a"\n}'), /:2:\d+\b/],
]

systemSuite('files and disks that must not be touched', engine.kind === 'missing' ? engine.why : null, () => {
  let lab: Lab
  const tree = () => treeDigest(lab.machine, ['/etc'], { times: true })
  const shell = (script: string) => lab.machine.run(['sh', '-c', script])

  beforeAll(async () => {
    lab = await startLab()
  })
  afterAll(() => lab?.stop())

  test.each(BROKEN)('daemon.json with %s', async (_, bytes, place) => {
    writeFileSync(lab.machine.path(DAEMON_JSON), bytes)
    const before = tree()
    const error = await fails(lab.machine, ON, 1)
    expect(error.message).toContain(DAEMON_JSON)
    expect(error.message).toMatch(place)
    expect(tree()).toEqual(before)
    const plan = await asks(lab.machine, ['plan', ...ON], 1)
    expect(JSON.stringify(plan)).toContain(DAEMON_JSON)
    expect(tree()).toEqual(before)
  })

  describe('disks', () => {
    beforeAll(async () => {
      await shell(`printf '{\\n\\t"debug": false\\n}' > ${DAEMON_JSON}`)
    })

    test('a file with two names', async () => {
      await shell(`ln ${DAEMON_JSON} /etc/docker/also.json`)
      const before = tree()
      const error = await fails(lab.machine, ON, 1)
      expect(error.code).toBe('file-hard-link')
      expect(tree()).toEqual(before)
      await shell('rm /etc/docker/also.json')
    })

    test('a read-only directory', async () => {
      await shell('mount --bind /etc/docker /etc/docker && mount -o remount,ro,bind /etc/docker')
      const before = tree()
      const error = await fails(lab.machine, ON, 1)
      expect(error.code).toBe('disk-read-only')
      expect(error.message).toContain(DAEMON_JSON)
      expect(tree()).toEqual(before)
      await shell('umount /etc/docker')
    })

    test('an immutable file', async () => {
      const held = await shell(`chattr +i ${DAEMON_JSON}`)
      if (held.code !== 0) return console.warn(`SKIPPED: an immutable file: ${held.stderr.trim()}`)
      const before = tree()
      expect((await fails(lab.machine, ON, 1)).code).toBe('file-immutable')
      expect(tree()).toEqual(before)
      await shell(`chattr -i ${DAEMON_JSON}`)
    })

    test('a full disk', async () => {
      await shell('mount -t tmpfs -o size=8k,mode=755 tmpfs /etc/docker')
      await shell(`printf '{"debug":false}' > ${DAEMON_JSON}; cat /dev/zero > /etc/docker/full`)
      const before = tree()
      const error = await fails(lab.machine, ON, 1)
      expect(error.code).toBe('disk-full')
      expect(tree()).toEqual(before)
      await shell('umount /etc/docker')
    })

    test('a full disk where originals are kept: nothing is written that could not be undone', async () => {
      await shell('mkdir -p /var/lib/pullcord && mount -t tmpfs -o size=4k,mode=755 tmpfs /var/lib/pullcord')
      await shell('cat /dev/zero > /var/lib/pullcord/full')
      const before = tree()
      expect((await fails(lab.machine, ON, 1)).code).toBe('disk-full')
      expect(tree()).toEqual(before)
      await shell('umount /var/lib/pullcord')
    })

    test('system scope without root: refused, with the command that would do it', async () => {
      const before = tree()
      const error = await fails(lab.machine, ON, 4, { user: 'dev' })
      expect(error.code).toBe('needs-root')
      expect(tree()).toEqual(before)
    })

    test('a symbolic link stays one, and the file it names is edited and put back', async () => {
      await shell(
        `mkdir /etc/site && mv ${DAEMON_JSON} /etc/site/docker.json && ln -s ../site/docker.json ${DAEMON_JSON}`,
      )
      const still = () => treeDigest(lab.machine, ['/etc'])
      const before = still()
      await asks(lab.machine, [...ON])
      const on = still().filter((line) => !before.includes(line))
      expect(on).toEqual([expect.stringContaining('/etc/site/docker.json 0644 0:0 1 links')])
      await asks(lab.machine, ['off', '--engine', 'docker'])
      expect(still()).toEqual(before)
    })
  })
})
