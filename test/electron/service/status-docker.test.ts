import { describe, expect, test } from 'vitest'
import { openCore } from '../../../electron/service/core.ts'
import { memoryDisk, type MemoryDisk } from '../../../electron/system/memory-disk.ts'
import { fakeDockerd } from '../engines/fake-dockerd.ts'
import { mirrorsOf, settingsWith, turn, workplace } from './workplace.ts'

const list = '/etc/docker/daemon.json'
const hub = mirrorsOf(['docker.io=http://m.lan:5000'])

describe('a running dockerd', () => {
  const status = async (
    version: string,
    store: 'classic' | 'containerd',
    steps: readonly ((
      place: ReturnType<typeof workplace>,
      disk: MemoryDisk,
      restart: () => Promise<void>,
    ) => unknown)[],
  ) => {
    const disk = memoryDisk({ [list]: '{}' })
    const dockerd = await fakeDockerd(disk, { version, store })
    const place = workplace(disk, 'docker', dockerd.processes)
    for (const step of steps) await step(place, disk, dockerd.restart)
    await disk.store(`${disk.places.configHome}/pullcord/settings.json`, JSON.stringify(settingsWith(hub)), 0o600)
    const { engines } = await (await openCore(place)).call('status.read', { probe: false })
    return [engines[0]?.state, engines[0]?.notice?.code ?? null]
  }
  const turned = (to: 'on' | 'off') => (place: ReturnType<typeof workplace>) => turn(place, to, settingsWith(hub))

  test.each([
    ['says that it uses the mirror', '20.10.24', 'classic', [turned('on')], ['loaded', null]],
    ['cannot say it of hosts.toml', '28.5.2', 'containerd', [turned('on')], ['configured', 'docker-reads-each-pull']],
    ['uses it no more after off', '20.10.24', 'classic', [turned('on'), turned('off')], ['off', null]],
  ] as const)('%s', async (_, version, store, steps, expected) => {
    expect(await status(version, store, steps)).toEqual(expected)
  })

  test('still uses a mirror that no file names any more', async () => {
    const forget = (_: unknown, disk: MemoryDisk): void => {
      disk.edit(list, '{}')
      for (const path of Object.keys(disk.tree())) if (path.includes('/originals/')) disk.edit(path, null)
    }
    expect(await status('20.10.24', 'classic', [turned('on'), forget])).toEqual(['problem', 'docker-still-loaded'])
  })

  test('has not loaded what the file says', async () => {
    const written = (_: unknown, disk: MemoryDisk): void =>
      disk.edit(list, '{"registry-mirrors": ["http://m.lan:5000"]}')
    expect(await status('20.10.24', 'classic', [written])).toEqual(['problem', 'docker-not-loaded'])
  })
})
