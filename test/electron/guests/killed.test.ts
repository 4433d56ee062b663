import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { guestDisk } from '../../../electron/guests/guest-disk.ts'
import { openSession } from '../../../electron/guests/session.ts'
import { digestOf } from '../../../electron/system/digest.ts'
import { realProcesses } from '../../../electron/system/real-processes.ts'
import type { Target } from '../../../shared/targets.ts'
import { randomFrom } from '../../random.ts'
import { rounds } from '../../runs.ts'
import { whyNoNamespace } from '../system/mount-namespace.ts'
import { temporaryRoot } from '../system/temporary-root.ts'
import { fakeSession, fakeWay } from './fake-guest.ts'

const target: Target = { kind: 'docker-daemon-json', scope: 'system' }
const file = '/etc/docker/daemon.json'

/** A guest whose power can be cut: all that runs in it ends at once. */
function mortal(root: ReturnType<typeof temporaryRoot>) {
  const note = root.path('/pid')
  const way = fakeWay(root, root.path('/mortal'), 0, ['--pid', '--fork', '--kill-child', '--mount-proc'])
  const argv = ['sh', '-c', 'echo $$ >"$0" && exec "$@"', note, way, 'sh']
  const session = openSession(realProcesses, { instance: 'lima.mortal', argv })
  return { disk: guestDisk(session), cut: () => process.kill(Number(readFileSync(note, 'utf8')), 'SIGKILL') }
}

test.skipIf(whyNoNamespace('a guest that goes down') !== null)(
  'a guest that goes down in the middle leaves the old text or the new, and both can be gone on from',
  { timeout: 120_000 },
  async () => {
    const random = randomFrom(7)
    const seen = { old: 0, new: 0 }
    for (let round = 0; round < rounds(15, 250); round++) {
      const root = temporaryRoot()
      root.put(file, 'old')
      const { disk, cut } = mortal(root)
      await disk.load('/etc/none')
      const work = disk
        .write({ target, expect: digestOf('old'), text: 'new', attributes: null })
        .catch((error) => error)
      setTimeout(cut, random() * 60)
      await work
      // What was under way when the power went ends with it.
      await new Promise((resolve) => setTimeout(resolve, 70))
      const text = readFileSync(root.path(file), 'utf8')
      expect(['old', 'new']).toContain(text)
      seen[text as 'old' | 'new']++
      const next = guestDisk(fakeSession(root, ['sh']))
      await next.sweep([target], [digestOf('old'), digestOf('new')])
      expect(readdirSync(root.path('/etc/docker'))).toEqual(['daemon.json'])
      expect(await next.read(file)).toMatchObject({ kind: 'text', text })
    }
    // Both must have been hit, or nothing was shown.
    expect(Math.min(seen.old, seen.new)).toBeGreaterThan(0)
  },
)

test.skipIf(whyNoNamespace('a guest that hangs') !== null)('a lock ends with the connection that took it', async () => {
  const root = temporaryRoot()
  const { disk: first, cut } = mortal(root)
  const held = first.locked('system', async () => {
    cut()
    await new Promise((resolve) => setTimeout(resolve, 300))
    // Without the lock nothing more is written by this one.
    await expect(first.load('/etc/none')).rejects.toMatchObject({ notice: { code: 'guest-silent' } })
  })
  await held
  expect(await guestDisk(fakeSession(root, ['sh'])).locked('system', async () => 'in')).toBe('in')
})
