import { expect, test } from 'vitest'
import { memoryDisk, type MemoryDisk } from '../../../electron/system/memory-disk.ts'
import { ca } from '../../shared/engines/look.ts'
import { mirrorsOf, settingsWith, turn, workplace } from './workplace.ts'

const settings = settingsWith(mirrorsOf(['docker.io=https://m.lan:5000'], { ca }))
const texts = { '/home/dev/notes': 'mine\n' }
const home = '/home/dev'

function machine(configHome: string): MemoryDisk {
  return memoryDisk(texts, 1000, { home, configHome, stateHome: `${home}/state` })
}

const filesOf = (disk: MemoryDisk): readonly string[] =>
  Object.entries(disk.tree()).flatMap(([path, text]) =>
    text === null || path.startsWith(`${home}/state/`) ? [] : [path],
  )
const inPlace = (directory: string): readonly string[] => [
  `${directory}/containers/certs.d/m.lan:5000/pullcord.crt`,
  `${directory}/containers/registries.conf.d/zz-pullcord.conf`,
]

test.each([`${home}/cfg`, `${home}/.config`])(
  'from podman 5 to 6 while on, with configuration in %s',
  async (config) => {
    const disk = machine(config)
    expect(await turn(workplace(disk, 'podman@5.8'), 'on', settings)).toMatchObject({ changed: true, failure: null })
    expect(filesOf(disk).toSorted()).toEqual([...inPlace(`${home}/.config`), '/home/dev/notes'])
    expect(await turn(workplace(disk, 'podman@6.1'), 'on', settings)).toMatchObject({ failure: null })
    expect(filesOf(disk).toSorted()).toEqual([...inPlace(config), '/home/dev/notes'])
    expect(await turn(workplace(disk, 'podman@6.1'), 'on', settings)).toMatchObject({ changed: false, failure: null })
    expect(await turn(workplace(disk, 'podman@6.1'), 'off', settings)).toMatchObject({ changed: true, failure: null })
    expect(filesOf(disk)).toEqual(['/home/dev/notes'])
  },
)

test('from podman 5 to 6 and then off', async () => {
  const disk = machine(`${home}/cfg`)
  await turn(workplace(disk, 'podman@5.8'), 'on', settings)
  expect(await turn(workplace(disk, 'podman@6.1'), 'off', settings)).toMatchObject({ changed: true, failure: null })
  expect(filesOf(disk)).toEqual(['/home/dev/notes'])
  expect(await turn(workplace(disk, 'podman@6.1'), 'off', settings)).toMatchObject({ changed: false, failure: null })
})
