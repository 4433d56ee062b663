import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { memoryDisk, type MemoryDisk } from '../../../electron/system/memory-disk.ts'
import type { Settings } from '../../../shared/settings.ts'
import { propertyLimit, runs } from '../../runs.ts'
import { fakeDockerd } from '../engines/fake-dockerd.ts'
import { daemonJson, dropIns, hostsToml, wildSettings as settings } from './wild-files.ts'
import { turn, workplace } from './workplace.ts'

const list = '/etc/docker/daemon.json'
const hosts = '/etc/docker/certs.d/docker.io/hosts.toml'
const engines = fc.constantFrom('docker@20.10', 'docker@26.1:c8d', 'docker@28.5:classic', 'docker@28.5:c8d')
const others = (disk: MemoryDisk) =>
  Object.fromEntries(Object.entries(disk.tree()).filter(([path]) => !path.startsWith('/var')))

/** On, on again with nothing to do, to other mirrors, and off: every byte is as it was. */
async function roundTrip(
  files: Readonly<Record<string, string>>,
  engine: string,
  one: Settings,
  other: Settings,
): Promise<void> {
  const disk = memoryDisk(files)
  const place = workplace(disk, engine)
  const before = others(disk)
  const on = await turn(place, 'on', one)
  if (on.failure) {
    expect(others(disk), on.failure.message).toEqual(before)
    return
  }
  const state = others(disk)
  expect(await turn(place, 'on', one)).toMatchObject({ changed: false, failure: null })
  expect(others(disk)).toEqual(state)
  const away = await turn(place, 'on', other)
  if (away.failure) expect(others(disk)).toEqual(state)
  expect(await turn(place, 'off', other)).toMatchObject({ failure: null })
  expect(others(disk)).toEqual(before)
  expect(await turn(place, 'off', other)).toMatchObject({ changed: false, failure: null })
}

const runsOfEach = { numRuns: Math.ceil(runs / 4) }

describe('on and off leave every byte as it was', propertyLimit, () => {
  test('of daemon.json and hosts.toml', async () => {
    const check = fc.asyncProperty(
      daemonJson,
      hostsToml,
      engines,
      settings,
      settings,
      (json, toml, engine, one, other) => roundTrip({ [list]: json, [hosts]: toml }, engine, one, other),
    )
    await fc.assert(check, runsOfEach)
  })

  test('of registries.conf and its drop-ins', async () => {
    const check = fc.asyncProperty(
      dropIns,
      fc.constantFrom('podman@4.3', 'podman@5.8', 'podman@6.1'),
      settings,
      settings,
      roundTrip,
    )
    await fc.assert(check, runsOfEach)
  })
})

test(
  'a running dockerd has in force what the files say: after on, after an edit, after off',
  propertyLimit,
  async () => {
    const check = fc.asyncProperty(
      daemonJson,
      fc.constantFrom('20.10.24', '28.5.2'),
      settings,
      settings,
      async (json, version, one, other) => {
        const disk = memoryDisk({ [list]: json })
        const dockerd = await fakeDockerd(disk, { version })
        const place = workplace(disk, 'docker', dockerd.processes)
        const [before, force] = [others(disk), dockerd.force()]
        const on = await turn(place, 'on', one)
        if (on.failure) {
          expect([others(disk), dockerd.force()]).toEqual([before, force])
          return
        }
        const urls = one.mirrors
          .filter(({ upstream, url }) => upstream === 'docker.io' && !url.includes('/hub'))
          .map(({ url }) => url)
        expect(
          dockerd
            .force()
            .mirrors.map((url) => url.replace(/\/+$/, ''))
            .slice(0, urls.length),
        ).toEqual(urls)
        await turn(place, 'on', other)
        expect(await turn(place, 'off', other)).toMatchObject({ failure: null })
        expect(others(disk)).toEqual(before)
        expect(dockerd.force()).toEqual(force)
      },
    )
    await fc.assert(check, runsOfEach)
  },
)
