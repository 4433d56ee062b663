import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseRegistriesConf } from '../../../shared/codecs/registries-conf.ts'
import { memoryDisk } from '../../../electron/system/memory-disk.ts'
import type { Settings } from '../../../shared/settings.ts'
import { propertyLimit, runs } from '../../runs.ts'
import { daemonJson, wildSettings as settings } from './wild-files.ts'
import { settingsWith, turn, workplace } from './workplace.ts'

const list = '/etc/docker/daemon.json'
const dropIn = '/etc/containers/registries.conf.d/zz-pullcord.conf'
const nothing = settingsWith([])
const runsOfEach = { numRuns: Math.ceil(runs / 4) }

describe('off after an edit of someone keeps the edit, and takes only ours', propertyLimit, () => {
  test('in daemon.json', async () => {
    const edit = fc.constantFrom('key', 'front', 'back')
    const check = fc.asyncProperty(daemonJson, settings, edit, async (json, one, how) => {
      const disk = memoryDisk({ [list]: json })
      const kept = { ...one, keepTheirs: true, strict: false }
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
