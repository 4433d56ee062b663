import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { helperBundle } from '../house/bundle-parts.ts'
import { root as clone } from '../house/sources.ts'

const script = join(clone, 'build/run/helper-install.ts')
const config = readFileSync(join(clone, 'build/electron-builder.yml'), 'utf8')
const folder = '/usr/libexec/pullcord'
const policy = '/usr/share/polkit-1/actions/io.github.pullcord.policy'
const modes = { node: 0o755, 'helper.js': 0o644, 'package.json': 0o644, approve: 0o755, toggle: 0o755 }

const why = process.getuid?.() !== 0 ? 'needs root' : existsSync(helperBundle) ? null : 'the helper is not built'
if (why !== null) console.warn(`SKIPPED: installing the helper: ${why}`)

describe.skipIf(why !== null)('the helper from a clone', () => {
  let place = ''
  const install = (...args: readonly string[]) =>
    spawnSync(process.execPath, [script, '--root', place, ...args], { encoding: 'utf8' })
  beforeAll(() => void (place = mkdtempSync(join(tmpdir(), 'pullcord-install-'))))
  afterAll(() => rmSync(place, { recursive: true }))

  test('is root’s alone, and whole, also where an older one was', () => {
    for (const time of ['first', 'second']) {
      expect(install(), time).toMatchObject({ status: 0, stderr: '' })
      expect(readdirSync(place + folder).toSorted()).toEqual(Object.keys(modes).toSorted())
      for (const [name, mode] of [
        ...Object.entries(modes).map(([n, m]) => [`${folder}/${n}`, m] as const),
        [policy, 0o644] as const,
      ]) {
        const { uid, gid, mode: found } = statSync(place + name)
        expect([name, uid, gid, found & 0o7777]).toEqual([name, 0, 0, mode])
      }
    }
    expect(statSync(place + folder).mode & 0o7777).toBe(0o755)
    expect(readFileSync(`${place}${folder}/helper.js`)).toEqual(readFileSync(helperBundle))
  })

  test('goes without a trace', () => {
    install()
    expect(install('--uninstall').status).toBe(0)
    expect(existsSync(place + folder)).toBe(false)
    expect(readdirSync(join(place, '/usr/share/polkit-1/actions'))).toEqual([])
  })
})

test.each([...Object.keys(modes).map((name) => `${folder}/${name}`), policy])('packages bring %s as well', (path) => {
  expect(config).toContain(`=${path}\n`)
})
