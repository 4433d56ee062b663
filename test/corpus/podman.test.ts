import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { rootAt, type Root } from '../electron/system/root-at.ts'
import { temporaryRoot } from '../electron/system/temporary-root.ts'
import { rounds } from '../runs.ts'
import { roundTrip } from './round-trip.ts'

const folder = (name: string): string => new URL(name, import.meta.url).pathname
const verdicts = JSON.parse(readFileSync(folder('podman/verdicts.json'), 'utf8')) as Readonly<
  Record<string, Readonly<Record<string, string>>>
>
const etc = '/etc/containers/registries.conf'
const mirrorConf = `${etc}.d/50-mirror.conf`

/** What stops us, with file, line and column where it is about a place in a text. */
const refused: Readonly<Record<string, readonly [code: string, place: string]>> = {
  '03-scheme-in-mirror-location': ['unparseable-file', `${mirrorConf}:4:1:`],
  '12-v1-v2-mixed-main': ['podman-v1', etc],
  '15-broken-toml-half-written': ['unparseable-file', `${mirrorConf}:4:`],
  '16-json-instead-of-toml': ['unparseable-file', `${mirrorConf}:1:1:`],
  '19-insecure-as-string': ['unparseable-file', `${mirrorConf}:`],
  '25-mirror-table-without-registry': ['unparseable-file', `${mirrorConf}:`],
  '26-mirror-empty-location': ['unparseable-file', `${mirrorConf}:4:1:`],
  '27-mirror-missing-location': ['unparseable-file', `${mirrorConf}:3:1:`],
  '28-registry-no-location': ['unparseable-file', `${mirrorConf}:1:1:`],
  '33-wildcard-star-all': ['unparseable-file', `${mirrorConf}:1:1:`],
  '37-pull-from-mirror-bad-value': ['unparseable-file', `${mirrorConf}:4:1:`],
  '38-pull-from-mirror-plus-by-digest': ['unparseable-file', `${mirrorConf}:4:1:`],
  '39-pull-from-mirror-on-registry': ['unparseable-file', `${mirrorConf}:1:1:`],
  '40-blocked': ['podman-blocked', mirrorConf],
  '41-utf8-bom': ['file-bom', `${mirrorConf}:1:1:`],
  '46-nul-bytes': ['file-nul', `${mirrorConf}:1:1:`],
  '53-search-with-scheme': ['unparseable-file', `${mirrorConf}:1:1:`],
  '54-single-table': ['unparseable-file', `${mirrorConf}:`],
  '61-bad-short-name-mode': ['unparseable-file', `${mirrorConf}:1:1:`],
  '65-hidden-temp-file': ['unparseable-file', `${etc}.d/.50-mirror.conf.tmp.conf:2:`],
  '79-blocked-primary-strict-mirror-only': ['podman-blocked', mirrorConf],
  '83-fifo': ['file-not-regular', mirrorConf],
  '96-yaml-instead-of-toml': ['unparseable-file', `${mirrorConf}:1:9:`],
}

/** Cases that are a kind of file, which no copy can hold. */
const special: Readonly<Record<string, (path: string) => void>> = {
  '80-symlink-to-valid': (path) => symlinkSync('../elsewhere.conf', path),
  '81-dangling-symlink': (path) => symlinkSync('/nowhere.conf', path),
  '83-fifo': (path) => void execFileSync('mkfifo', [path]),
  '84-unreadable': (path) => {
    cpSync(folder('podman/01-blog-sample/etc/registries.conf.d/50-mirror.conf'), path)
    chmodSync(path, 0)
  },
}

const home = temporaryRoot().path('')
let roots = 0

function laid(name: string): Root {
  mkdirSync(`${home}/${++roots}`)
  const root = rootAt(`${home}/${roots}`)
  root.put(etc, '# comments only\n')
  root.put(`${etc}.d/shortnames.conf`, '[aliases]\n  "alpine" = "docker.io/library/alpine"\n')
  root.put(
    '/etc/containers/elsewhere.conf',
    readFileSync(folder('podman/01-blog-sample/etc/registries.conf.d/50-mirror.conf')),
  )
  const files = folder(`podman/${name}/etc`)
  if (existsSync(files)) cpSync(files, root.path('/etc/containers'), { recursive: true })
  special[name]?.(root.path(mirrorConf))
  return root
}

const rootOnly = process.getuid?.() === 0 ? [] : ['84-unreadable']

// The older ones read by the rules of 5.8.
describe.each(rounds(1, 2) === 1 ? ['5.8', '6.1'] : ['4.3', '5.4', '5.8', '6.1'])('podman %s', (version) => {
  test.each(Object.keys(verdicts).filter((name) => !rootOnly.includes(name)))('%s', async (name) => {
    const root = laid(name)
    const { on, off, before, during, after } = await roundTrip(root, `podman@${version}`)
    expect(off.failure).toBeNull()
    expect(after).toEqual(before)
    const stop = refused[name]
    if (stop) {
      expect(on.failure).toMatchObject({ code: stop[0] })
      expect(on.failure?.message).toContain(stop[1])
      expect(during).toEqual(before)
    } else {
      expect(on.failure).toBeNull()
      expect(during.filter((line) => !before.includes(line))).toEqual([
        expect.stringMatching(/^\/etc\/containers\/registries\.conf\.d\/zz-pullcord\.conf 0644 /),
      ])
    }
    rmSync(root.path(''), { recursive: true })
  })
})

test('every case has files or is a special kind, and only broken ones are refused', () => {
  const without = Object.keys(verdicts).filter((name) => !existsSync(folder(`podman/${name}/etc`)))
  expect(without).toEqual(Object.keys(special))
  const used = Object.keys(refused).filter((name) =>
    Object.values(verdicts[name]!).every((verdict) => verdict === 'MIRROR USED'),
  )
  expect(used).toEqual(['40-blocked'])
})
