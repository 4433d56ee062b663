import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseRegistriesConf } from '../../../shared/codecs/registries-conf.ts'
import { memoryDisk, type MemoryDisk } from '../../../electron/system/memory-disk.ts'
import type { Settings } from '../../../shared/settings.ts'
import { propertyLimit, runs } from '../../runs.ts'
import { fakeDockerd } from '../engines/fake-dockerd.ts'
import { daemonJson, dropIns, hostsToml } from './wild-files.ts'
import { mirrorsOf, settingsWith, turn, workplace } from './workplace.ts'

const list = '/etc/docker/daemon.json'
const hosts = '/etc/docker/certs.d/docker.io/hosts.toml'
const dropIn = '/etc/containers/registries.conf.d/zz-pullcord.conf'
const nothing = settingsWith([])
const ca = { sha256: 'a'.repeat(64), pem: 'PEM\n' }

const typed = [
  'docker.io=http://m.lan:5000',
  'docker.io=https://n.lan',
  'docker.io=http://own:1',
  'quay.io=https://q.lan/hub',
  'docker.io=http://127.0.0.1:5000',
]
const settings: fc.Arbitrary<Settings> = fc
  .tuple(
    fc.uniqueArray(fc.constantFrom(...typed), { minLength: 1, maxLength: 3 }),
    fc.constantFrom('plain', 'insecure', 'ca'),
    fc.boolean(),
  )
  .map(([urls, tls, keepTheirs]) => {
    const mirrors = urls.flatMap((url) =>
      mirrorsOf([url], url.includes('https') ? { plain: {}, insecure: { insecure: true }, ca: { ca } }[tls] : {}),
    )
    return settingsWith(mirrors, { keepTheirs })
  })

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

describe('off after an edit of someone keeps the edit, and takes only ours', propertyLimit, () => {
  test('in daemon.json', async () => {
    const edit = fc.constantFrom('key', 'front', 'back')
    const check = fc.asyncProperty(daemonJson, settings, edit, async (json, one, how) => {
      const disk = memoryDisk({ [list]: json })
      const kept = { ...one, keepTheirs: true }
      const on = await turn(workplace(disk, 'docker@20.10'), 'on', kept)
      if (on.failure) return
      const text = disk.tree()[list]!
      const edited = {
        key: text.replace('{', '{"edited": [1],'),
        front: text.replace(/("registry-mirrors"\s*:\s*\[)(?![^]*"registry-mirrors"\s*:\s*\[)/, '$1"http://new", '),
        back: text.replace(/\]([^\]]*)$/, ', "http://new"]$1'),
      }[how]
      if (!isJson(edited)) return
      const wanted = withoutUs(json, text, edited, one)
      disk.edit(list, edited)
      expect(await turn(workplace(disk, 'docker@20.10'), 'off', nothing)).toMatchObject({ failure: null })
      const left = JSON.parse(disk.tree()[list]!) as Record<string, unknown>
      expect(left).toEqual(wanted)
    })
    await fc.assert(check, runsOfEach)
  })

  test('in our drop-in', async () => {
    const added = fc.constantFrom(
      '[aliases]\n"a" = "b/c"\n',
      '# note\n',
      '[[registry]]\nprefix = "own.io"\n[[registry.mirror]]\nlocation = "own:1"\n',
      '\n# why\n[[registry]]\nlocation = "z.io"\n',
    )
    const check = fc.asyncProperty(
      settings,
      fc.array(added, { minLength: 1, maxLength: 3 }),
      fc.constantFrom('\n', '\r\n'),
      async (one, parts, eol) => {
        const disk = memoryDisk()
        const on = await turn(workplace(disk, 'podman'), 'on', one)
        if (on.failure) return
        const theirs = [...new Set(parts)].join('').replaceAll('\n', eol)
        disk.edit(dropIn, disk.tree()[dropIn]! + theirs)
        expect(await turn(workplace(disk, 'podman'), 'on', one)).toMatchObject({ failure: null })
        expect(parseRegistriesConf('', disk.tree()[dropIn]!)).toMatchObject({ ok: true })
        expect(await turn(workplace(disk, 'podman'), 'off', nothing)).toMatchObject({ failure: null })
        expect(disk.tree()[dropIn]?.trimStart()).toBe(theirs.trimStart())
      },
    )
    await fc.assert(check, runsOfEach)
  })
})

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** What an edited file should hold without us: a list as we wrote it is as it was, from any other only ours go. */
function withoutUs(
  before: string,
  written: string,
  edited: string,
  { mirrors }: Settings,
): Readonly<Record<string, unknown>> {
  const plain = (url: string): string => url.replace(/\/+$/, '')
  const ours = {
    'registry-mirrors': mirrors.map(({ url }) => url),
    'insecure-registries': mirrors.flatMap(({ url, insecure }) => (insecure ? url.slice('https://'.length) : [])),
  }
  const [then, on, now] = [before, written, edited].map((text) => JSON.parse(text) as Record<string, readonly string[]>)
  const left = { ...now! }
  for (const [key, values] of Object.entries(ours)) {
    const theirs = (then![key] ?? []).map(plain)
    const asWritten = JSON.stringify(on![key]) === JSON.stringify(now![key])
    if (asWritten && then![key] === undefined) delete left[key]
    else if (asWritten) left[key] = then![key]!
    else if (now![key])
      left[key] = now![key].filter((value) => theirs.includes(plain(value)) || !values.includes(plain(value)))
  }
  return left
}
