import { describe, expect, test } from 'vitest'
import { openCore } from '../../../electron/service/core.ts'
import { policyView, refuseLockedSwitch } from '../../../electron/service/laid-down.ts'
import { editSettings, loadSettings } from '../../../electron/service/settings-store.ts'
import type { Disk } from '../../../electron/system/system.ts'
import { defaultSettings, type Settings } from '../../../shared/settings.ts'
import { uid } from '../system/root-at.ts'
import { temporaryRoot } from '../system/temporary-root.ts'
import { mirrorsOf, settingsWith, workplace } from './workplace.ts'

const office = { upstream: 'docker.io', url: 'https://office.corp', insecure: false, ca: null }
const train = { name: 'train', mirrors: [], engines: null, keepTheirs: true }
const own = mirrorsOf(['quay.io=https://own.corp'])
const fails = (code: string) => expect.objectContaining({ notice: expect.objectContaining({ code }) })

/** A user's view of a machine whose administrator laid this down; only root can lay it. */
function laid(rules: object | string, saved: Settings | null = null): Disk {
  const root = temporaryRoot()
  const text = typeof rules === 'string' ? rules : JSON.stringify({ version: 1, ...rules })
  root.put('/etc/pullcord/policy.json', text)
  if (saved) root.put('/home/dev/.config/pullcord/settings.json', JSON.stringify(saved))
  return { ...root.disk, uid: 1000 }
}

describe.skipIf(uid !== 0)('what an administrator laid down [as root only]', () => {
  const defaults = {
    mirrors: [office],
    engines: ['podman:user', 'gitlab-runner:system'],
    keepTheirs: false,
    profiles: [{ ...train }],
  }

  test('stands where nothing is saved', async () => {
    expect(await loadSettings(laid({ defaults }))).toEqual({
      ...defaultSettings,
      mirrors: [office],
      engines: [
        { id: 'podman', scope: 'user' },
        { id: 'gitlab-runner', scope: 'system' },
      ],
      keepTheirs: false,
      profiles: [{ ...train, strict: false }],
    })
    expect(await loadSettings(laid({ defaults }, settingsWith(own)))).toEqual(settingsWith(own))
  })

  test('stands above what is saved where it is locked, and cannot be changed; root may', async () => {
    const disk = laid({ defaults, locks: ['mirrors', 'keepTheirs'] }, settingsWith(own, { engines: null }))
    expect(await loadSettings(disk)).toEqual(settingsWith([office], { keepTheirs: false }))
    const put = (more: Partial<Settings>, on = disk) => editSettings(on, (now) => ({ ...now, ...more }))
    await expect(put({ mirrors: own })).rejects.toEqual(fails('setting-locked'))
    await expect(put({ keepTheirs: true })).rejects.toEqual(fails('setting-locked'))
    expect(await put({ language: 'en', engines: [] })).toMatchObject({ language: 'en' })
    expect(await put({ mirrors: own }, { ...disk, uid: 0 })).toMatchObject({ mirrors: own })
  })

  test('a lock without a default keeps what one has', async () => {
    const disk = laid({ locks: ['mirrors'] }, settingsWith(own))
    expect((await loadSettings(disk)).mirrors).toEqual(own)
    await expect(editSettings(disk, (now) => ({ ...now, mirrors: [] }))).rejects.toEqual(fails('setting-locked'))
  })

  test('is told with its path, and with what is wrong with it', async () => {
    expect(await policyView(laid({ defaults, locks: ['engines'], lock: 'on', strict: true }))).toMatchObject({
      path: '/etc/pullcord/policy.json',
      lock: 'on',
      strict: true,
      togglesPerMinute: 30,
      locks: ['engines'],
      defaults: ['mirrors', 'engines', 'keepTheirs', 'profiles'],
      damage: null,
    })
    expect(await policyView({ ...temporaryRoot().disk, uid: 1000 })).toBeNull()
  })

  test('keeps the switch one way for everyone but root', async () => {
    const disk = laid({ lock: 'on' })
    await expect(refuseLockedSwitch('off', disk)).rejects.toEqual(fails('policy-locked'))
    await refuseLockedSwitch('on', disk)
    await refuseLockedSwitch('off', { ...disk, uid: 0 })
  })

  test('nor is what is kept on put back or forgotten in another way', async () => {
    const disk = laid({ lock: 'on' })
    const core = async (uid: number) => await openCore(workplace({ ...disk, uid }, 'podman', null, 'user'))
    const engine = { id: 'podman', scope: 'user' } as const
    for (const call of [
      async (uid: number) => await (await core(uid)).call('uninstall.run', { accept: true }),
      async (uid: number) => await (await core(uid)).call('drift.keep', { engine }),
    ]) {
      await expect(call(1000)).rejects.toEqual(fails('policy-locked'))
      await expect(call(0)).resolves.toBeDefined()
    }
  })

  test.each<[string, object | string]>([
    ['no JSON', '{'],
    ['an unknown key', { mirror: [] }],
    ['an unknown lock', { locks: ['everything'] }],
    ['locks that are no list', { locks: 'mirrors' }],
    ['a list as defaults', { defaults: [] }],
    ['a default that is none', { defaults: { language: 'en' } }],
    ['a mirror that is none', { defaults: { mirrors: [{ upstream: 'docker.io', url: 'ftp://m' }] } }],
    ['an engine that is none', { defaults: { engines: ['podman'] } }],
    ['a profile that cannot be seen', { defaults: { profiles: [{ ...train, name: '\u200b' }] } }],
  ])('%s: looking goes on, nothing that it may lock is changed, off stays possible', async (_, rules) => {
    const disk = laid(rules, settingsWith(own))
    expect((await loadSettings(disk)).mirrors).toEqual(own)
    expect((await policyView(disk))?.damage).toMatchObject({ code: 'roots-file-unreadable' })
    await expect(editSettings(disk, (now) => ({ ...now, mirrors: [] }))).rejects.toEqual(fails('roots-file-unreadable'))
    expect(await editSettings(disk, (now) => ({ ...now, language: 'en' }))).toMatchObject({ language: 'en' })
    await refuseLockedSwitch('off', disk)
  })
})
