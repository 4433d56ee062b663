import {
  closeSync,
  cpSync,
  existsSync,
  fstatSync,
  ftruncateSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { rounds } from '../../runs.ts'
import { rootAt, type Root } from '../system/root-at.ts'
import { temporaryRoot } from '../system/temporary-root.ts'
import { watch } from '../system/watched-fs.ts'
import { mirrorsOf, settingsWith, turn, workplace } from './workplace.ts'

vi.mock('node:fs/promises', async (original) => {
  const { watched } = await import('../system/watched-fs.ts')
  return watched(await original())
})

const on = settingsWith(mirrorsOf(['docker.io=http://one:5000']))
const off = settingsWith([])
const list = '/etc/docker/daemon.json'
const conf = '/etc/containers/registries.conf.d/zz-pullcord.conf'
// Every ninth call in the short form, other ones for each way of saving.
const stride = rounds(9, 1)

const inJson = (text: string): string => text.replace('{', '{"mine": 1,')
const inToml = (text: string): string => `${text}# mine\n`
const saving = ['in place', 'by a rename', 'into a file held open'] as const

const home = temporaryRoot().path('')
let copies = 0

const kept = (path: string): readonly string[] =>
  existsSync(dirname(path))
    ? readdirSync(dirname(path)).flatMap((name) => (name.endsWith('.kept') ? `${dirname(path)}/${name}` : []))
    : []
const isMine = (path: string): boolean => existsSync(path) && readFileSync(path, 'utf8').includes('mine')

describe.each([
  ['docker on', 'docker@20.10', list, 'on', inJson],
  ['docker off', 'docker@20.10', list, 'off', inJson],
  ['podman to the same by other words', 'podman', conf, 'on', inToml],
  ['podman off', 'podman', conf, 'off', inToml],
] as const)('%s', (_, engine, file, to, edit) => {
  test.each(saving)('an edit saved %s before any call is not lost', { timeout: 600_000 }, async (way) => {
    const prepared = rootAt(`${home}/${++copies}`)
    prepared.put(list, '{\n\t"debug": true\n}')
    if (to === 'off' || engine === 'podman') {
      const first = to === 'off' ? on : settingsWith(mirrorsOf(['docker.io=http://two:5000']))
      expect(await turn(workplace(prepared.disk, engine, null, 'system'), 'on', first)).toMatchObject({ failure: null })
    }
    for (let at = 1 + (saving.indexOf(way) % stride); ; at += stride) {
      const root = copyOf(prepared)
      const path = root.path(file)
      const held = way === 'into a file held open' ? openSync(path, 'r+') : null
      const text = readFileSync(path, 'utf8')
      let calls = 0
      let late = false
      let saved = false
      watch.call = (name, [from]) => {
        calls++
        if (calls !== at || (held === null && !existsSync(path))) return
        saved = true
        // Complete only after our last look at the file: nobody could have seen it.
        late =
          held === null
            ? way === 'by a rename' && isLastLook(name, String(from), path)
            : fstatSync(held).nlink === 0 || (name === 'unlink' && String(from).endsWith('.kept'))
        save(path, way, edit, held, text)
      }
      const report = await turn(workplace(root.disk, engine, null, 'system'), to, to === 'on' ? on : off)
      watch.call = null
      if (held !== null) closeSync(held)
      if (calls < at) break
      const places = [path, ...kept(path)].filter(isMine)
      const where = `call ${at}, ${report.failure?.code ?? 'done'}`
      if (saved && !late) expect(places, where).not.toEqual([])
      const beside = places.filter((place) => place !== path && !isMine(path))
      for (const place of beside) expect(JSON.stringify(report), where).toContain(place)
      const again = await turn(workplace(root.disk, engine, null, 'system'), 'off', off)
      if (saved && !late) expect([path, ...kept(path)].some(isMine), `off after ${where}`).toBe(true)
      if (again.failure) expect(report.failure, `off after ${where}: ${again.failure.message}`).not.toBeNull()
    }
  })
})

function copyOf(prepared: Root): Root {
  const copy = `${home}/${++copies}`
  cpSync(prepared.path(''), copy, { recursive: true, preserveTimestamps: true })
  return rootAt(copy)
}

// The file is open for the last look already, or that look is over.
function isLastLook(name: string, from: string, path: string): boolean {
  return (name === 'rename' && from.endsWith('.new')) || (name === 'readFile' && from === path && kept(path).length > 0)
}

function save(
  path: string,
  way: (typeof saving)[number],
  edit: (text: string) => string,
  held: number | null,
  opened: string,
): void {
  if (held !== null) {
    ftruncateSync(held)
    writeSync(held, edit(opened), 0)
    return
  }
  const text = edit(readFileSync(path, 'utf8'))
  if (way === 'in place') return writeFileSync(path, text)
  writeFileSync(`${path}.swp`, text)
  renameSync(`${path}.swp`, path)
}
