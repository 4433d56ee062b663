import { expect, test } from 'vitest'
import { failure } from '../../../shared/errors.ts'
import type { HelperLine } from '../../../electron/system/elevate.ts'
import { openCore } from '../../../electron/service/core.ts'
import { memoryDisk } from '../../../electron/system/memory-disk.ts'
import type { Workplace } from '../../../electron/switching/place.ts'
import { mirrorsOf, settingsWith, turn, workplace } from './workplace.ts'

const list = '/etc/docker/daemon.json'
const settingsFile = '/home/dev/.config/pullcord/settings.json'
const ownDropIn = '/home/dev/.config/containers/registries.conf.d/zz-pullcord.conf'
const A = settingsWith(mirrorsOf(['docker.io=http://a.lan:5000']))

/** A machine where docker and a user's podman were turned on, or nothing was; as this user sees it. */
async function machine(uid: number, isOn: boolean, helper?: HelperLine['ask']) {
  const disk = memoryDisk({ [list]: '{}', [settingsFile]: JSON.stringify(A) })
  if (isOn) {
    await turn(workplace(disk, 'docker@20.10'), 'on', A)
    await turn(workplace(disk, 'podman', null, 'user'), 'on', A)
  }
  const place: Workplace = { ...workplace({ ...disk, uid }, 'docker'), specs: null }
  const asked: unknown[] = []
  const core = await openCore(place, {
    hindrance: () => Promise.resolve(null),
    ask: async (action, request) => {
      asked.push([action, request])
      if (!helper) throw failure('approval-dismissed')
      return await helper(action, request)
    },
  })
  return { disk, core, asked }
}

test('root puts back both scopes, and what is left is named', async () => {
  const { disk, core, asked } = await machine(0, true)
  const { engines, left } = await core.call('uninstall.run', { accept: true })
  expect(engines).toMatchObject([
    { engine: { id: 'podman', scope: 'user' }, changed: true, failure: null },
    { engine: { id: 'docker', scope: 'system' }, changed: true, failure: null },
  ])
  expect([disk.tree()[list], disk.tree()[ownDropIn]]).toEqual(['{}', undefined])
  expect(left.map(({ code }) => code)).toEqual(['left-settings', 'left-program'])
  expect(asked).toEqual([])
})

test('a user puts back their own, and asks root for the rest', async () => {
  const docker = { engine: { id: 'docker', scope: 'system' }, changed: true, failure: null, notes: [] } as const
  const { disk, core, asked } = await machine(1000, true, async () => {
    return { version: 1, kind: 'restored', engines: [docker], exact: true }
  })
  const { engines } = await core.call('uninstall.run', { accept: true })
  expect(engines).toMatchObject([{ engine: { id: 'podman' }, changed: true }, docker])
  expect(disk.tree()[ownDropIn]).toBeUndefined()
  expect(asked).toEqual([['approve', { verb: 'restore', what: { kind: 'everything' }, accept: true }]])
})

test('where root is refused, the command is named, and one’s own is put back all the same', async () => {
  const { disk, core } = await machine(1000, true)
  const { engines, left } = await core.call('uninstall.run', { accept: true })
  expect(engines).toMatchObject([{ engine: { id: 'podman' }, changed: true }])
  expect(left[0]).toMatchObject({ code: 'left-system', hint: expect.stringContaining('sudo pullcord uninstall') })
  expect([disk.tree()[list] === '{}', disk.tree()[ownDropIn]]).toEqual([false, undefined])
})

test('root is not asked where there is nothing to put back', async () => {
  const { core, asked } = await machine(1000, false)
  expect((await core.call('uninstall.run', { accept: true })).engines).toEqual([])
  expect(asked).toEqual([])
})
