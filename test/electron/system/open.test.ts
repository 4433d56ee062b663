import { expect, test } from 'vitest'
import { openSystem, placesOf } from '../../../electron/system/open.ts'

test.each([
  [{}, '/home/a/.config', '/home/a/.local/state'],
  [{ XDG_CONFIG_HOME: '/cfg/', XDG_STATE_HOME: '/state' }, '/cfg', '/state'],
  [{ XDG_CONFIG_HOME: '', XDG_STATE_HOME: 'relative/path' }, '/home/a/.config', '/home/a/.local/state'],
])('%j', (env, configHome, stateHome) => {
  expect(placesOf(env, '/home/a')).toEqual({ home: '/home/a', configHome, stateHome })
})

test('below another root nothing runs, and only HOME counts', () => {
  const before = process.env['XDG_CONFIG_HOME']
  process.env['XDG_CONFIG_HOME'] = '/elsewhere'
  try {
    const { disk, processes } = openSystem('some/where/')
    expect([processes, disk.root, disk.places.configHome]).toEqual([
      null,
      `${process.cwd()}/some/where`,
      `${disk.places.home}/.config`,
    ])
    expect(openSystem(null).disk.places.configHome).toBe('/elsewhere')
    expect(openSystem(null).disk.root).toBe('')
  } finally {
    if (before === undefined) delete process.env['XDG_CONFIG_HOME']
    else process.env['XDG_CONFIG_HOME'] = before
  }
})
