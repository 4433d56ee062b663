import { expect, test } from 'vitest'
import { memoryDisk } from '../../../electron/system/memory-disk.ts'
import type { Disk } from '../../../electron/system/system.ts'
import { planId } from '../../../electron/switching/plan-id.ts'
import { planFor, survey } from '../../../electron/switching/survey.ts'
import { switchEngine } from '../../../electron/switching/switch.ts'
import { mirrorsOf, settingsWith, workplace } from '../service/workplace.ts'

const list = '/etc/docker/daemon.json'
const A = settingsWith(mirrorsOf(['docker.io=http://a.lan:5000']))
const key = { id: 'docker', scope: 'system' } as const

test.each([
  ['an edit that was saved before the lock was ours', '{"debug": true}', 'plan-stale'],
  ['nothing between', '{}', null],
])('what was agreed to is what was shown: %s', async (_, meanwhile, code) => {
  const disk = memoryDisk({ [list]: '{}' })
  const slow: Disk = {
    ...disk,
    locked: async (scope, work) => {
      disk.edit(list, meanwhile)
      return await disk.locked(scope, work)
    },
  }
  const place = workplace(slow, 'docker@20.10')
  const seen = (await survey(place, key, A))!
  const shown = planId('on', [planFor(seen, 'on', A)])
  const report = await switchEngine(place, key, { to: 'on', accept: true, shown }, A, seen)
  if (code === null) {
    expect(report).toMatchObject({ changed: true, failure: null })
    return
  }
  expect(report).toMatchObject({ changed: false, failure: { code } })
  expect(disk.tree()[list]).toBe(meanwhile)
})
