// Killed at any moment, each file is the old one, the new one or the journaled middle state; "off" then mends all.
import { readdirSync, readFileSync } from 'node:fs'
import { setImmediate as breathe } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dockerEngine } from '../lab/docker-engines.ts'
import { type Docker, startDocker } from '../lab/dockerd.ts'
import { type Lab, startLab } from '../lab/lab.ts'
import { placeFile } from '../lab/place-file.ts'
import { startPullcord } from '../lab/pullcord.ts'
import { systemSuite } from '../lab/suite.ts'
import { treeDigest } from '../lab/tree-digest.ts'
import { DAEMON_JSON, DOCKER, HUB_MIRROR } from './docker-rig.ts'
import { asks } from './steps.ts'

const engine = await dockerEngine('system')
// Seen from outside, a turn is some six to ten changes of names and contents on disk; a busy machine lets us see
// fewer of them, but the first one always.
const MOMENTS = Array.from({ length: process.env['PULLCORD_LONG'] === '1' ? 10 : 5 }, (_, at) => at + 1)
const WATCHED = ['/etc/docker', '/var/lib/pullcord/originals']

systemSuite('killed in the middle', engine.kind === 'missing' ? engine.why : null, () => {
  let lab: Lab
  let docker: Docker
  let before: readonly string[]
  const tree = () => treeDigest(lab.machine, ['/etc'])

  beforeAll(async () => {
    lab = await startLab()
    placeFile(lab.machine, DAEMON_JSON, '{\n\t"debug": false\n}')
    docker = await startDocker(lab.machine, 'classic')
    before = tree()
  })
  afterAll(() => lab?.stop())

  function look(): string {
    const names = WATCHED.map((folder) => {
      try {
        return readdirSync(lab.machine.path(folder)).join()
      } catch {
        return 'absent'
      }
    })
    return [...names, readFileSync(lab.machine.path(DAEMON_JSON), 'utf8')].join('\n')
  }

  /** Runs it, and kills it at the given change on disk; false when it had ended before. */
  async function killAt(moment: number, args: readonly string[]): Promise<boolean> {
    const state = { last: look(), seen: 0, ended: false }
    const running = await startPullcord(lab.machine, args)
    void running.exited.then(() => (state.ended = true))
    while (!state.ended) {
      const now = look()
      if (now !== state.last) state.seen += 1
      state.last = now
      if (state.seen === moment) {
        await running.stop('SIGKILL')
        return true
      }
      await breathe()
    }
    return false
  }

  test.each(MOMENTS)('at change %i on disk of on, and of off', async (moment) => {
    for (const verb of ['on', 'off'] as const) {
      if (verb === 'off') await asks(lab.machine, ['on', ...HUB_MIRROR])
      const killed = await killAt(moment, verb === 'on' ? ['on', ...HUB_MIRROR] : ['off', ...DOCKER])
      if (moment === 1) expect(killed).toBe(true)
      await asks(lab.machine, ['status'])
      await asks(lab.machine, ['off', ...DOCKER, '--yes'])
      expect(tree(), `${verb}, killed at change ${moment}`).toEqual(before)
      expect(await docker.mirrors()).toEqual([])
    }
  })
})
