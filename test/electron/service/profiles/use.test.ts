import { describe, expect, test } from 'vitest'
import { docker, dropIn, home, list, office, opened, podman, set, using } from './opened.ts'

const fails = (code: string) => expect.objectContaining({ notice: expect.objectContaining({ code }) })

/** A machine with profiles office (docker and podman), home (podman alone) and train (nothing). */
async function withProfiles() {
  const { core, has, disk } = await opened()
  await core.call('profile.save', { name: 'train' })
  await core.call('mirror.add', { draft: home })
  await core.call('settings.edit', { engines: [podman] })
  await core.call('profile.save', { name: 'home' })
  await core.call('mirror.edit', { index: 0, draft: office })
  await core.call('settings.edit', { engines: [docker, podman] })
  await core.call('profile.save', { name: 'office' })
  return { core, has, disk }
}

describe('while the switch is off', () => {
  test('only the list follows', async () => {
    const { core, has } = await withProfiles()
    expect(await core.call('profile.plan', { name: 'home' })).toMatchObject({ changes: [], refused: [] })
    const { status, engines } = await core.call('profile.use', { name: 'home', ...using })
    expect(engines).toEqual([])
    expect(status).toMatchObject({ switch: 'off', profile: { name: 'home', changed: false } })
    expect(await core.call('settings.read', {})).toMatchObject({ mirrors: [home], engines: [podman] })
    expect([has(list), has(dropIn)]).toEqual([undefined, undefined])
  })

  test('an edit of the list makes it “home, changed”; another profile’s list is that profile', async () => {
    const { core } = await withProfiles()
    await core.call('profile.use', { name: 'home', ...using })
    await core.call('settings.edit', { keepTheirs: false })
    expect(await core.call('status.read', { probe: false })).toMatchObject({ profile: { name: 'home', changed: true } })
    await core.call('mirror.remove', { index: 0 })
    await core.call('settings.edit', { keepTheirs: true, engines: null })
    expect(await core.call('status.read', { probe: false })).toMatchObject({
      profile: { name: 'train', changed: false },
    })
  })
})

describe('while the switch is on', () => {
  test('engines of the profile go to its mirrors, the others off; one plan shows both', async () => {
    const { core, has } = await withProfiles()
    await core.call('switch.set', set)
    expect([has(list), has(dropIn)]).toEqual([
      expect.stringContaining('office.corp'),
      expect.stringContaining('office.corp'),
    ])
    const plan = await core.call('profile.plan', { name: 'home' })
    expect(plan.changes.map(({ path }) => path)).toEqual([list, dropIn])
    const report = await core.call('profile.use', { ...using, name: 'HOME', expect: plan.id })
    expect(report).toMatchObject({ to: 'on', changed: true, status: { switch: 'on', profile: { name: 'home' } } })
    expect([has(list), has(dropIn)]).toEqual([undefined, expect.stringContaining('nas.lan')])
    await core.call('profile.use', { ...using, name: 'office' })
    expect([has(list), has(dropIn)]).toEqual([
      expect.stringContaining('office.corp'),
      expect.stringContaining('office.corp'),
    ])
  })

  test('one without mirrors is off, and leaves every file as it was', async () => {
    const { core, has, disk } = await withProfiles()
    const before = disk.tree()
    await core.call('switch.set', set)
    expect(await core.call('profile.use', { ...using, name: 'train' })).toMatchObject({
      to: 'off',
      status: { switch: 'off', profile: { name: 'train', changed: false } },
    })
    expect([has(list), has(dropIn)]).toEqual([before[list], before[dropIn]])
  })

  test('a plan that was shown is the one that is carried out', async () => {
    const { core, has } = await withProfiles()
    await core.call('switch.set', set)
    const { id } = await core.call('profile.plan', { name: 'home' })
    await core.call('switch.set', { ...set, to: 'off', engines: [docker] })
    await expect(core.call('profile.use', { ...using, name: 'home', expect: id })).rejects.toEqual(fails('plan-stale'))
    expect(has(dropIn)).toContain('office.corp')
    expect(await core.call('settings.read', {})).toMatchObject({ mirrors: [office] })
  })

  test('where nothing came of it, the list is as it was', async () => {
    const { core, disk } = await opened({}, ['docker'])
    await core.call('mirror.add', { draft: home })
    await core.call('profile.save', { name: 'home' })
    await core.call('mirror.edit', { index: 0, draft: office })
    await core.call('switch.set', set)
    disk.edit(list, '{ broken')
    const report = await core.call('profile.use', { ...using, name: 'home' })
    expect(report.engines).toMatchObject([{ failure: { code: 'unparseable-file' } }])
    expect(await core.call('settings.read', {})).toMatchObject({ mirrors: [office], lastProfile: 'home' })
  })
})

test('profiles are saved, renamed and forgotten by name', async () => {
  const { core } = await withProfiles()
  const named = async () => (await core.call('settings.read', {})).profiles.map(({ name }) => name)
  await core.call('profile.rename', { name: 'office', to: ' 辦公室 ' })
  expect(await named()).toEqual(['train', 'home', '辦公室'])
  expect(await core.call('status.read', { probe: false })).toMatchObject({
    profile: { name: '辦公室', changed: false },
  })
  await expect(core.call('profile.rename', { name: 'home', to: 'Train' })).rejects.toEqual(fails('profile-twice'))
  await expect(core.call('profile.rename', { name: 'home', to: 'a\u202eb' })).rejects.toEqual(fails('profile-name'))
  await expect(core.call('profile.save', { name: ' ' })).rejects.toEqual(fails('profile-name'))
  await core.call('profile.remove', { name: '辦公室' })
  expect(await named()).toEqual(['train', 'home'])
  expect((await core.call('status.read', { probe: false })).profile).toBeUndefined()
  await expect(core.call('profile.use', { ...using, name: '辦公室' })).rejects.toEqual(fails('profile-missing'))
  await core.call('profile.save', { name: 'HOME' })
  expect(await core.call('settings.read', {})).toMatchObject({
    profiles: [{ name: 'train' }, { name: 'HOME', mirrors: [office] }],
  })
})
