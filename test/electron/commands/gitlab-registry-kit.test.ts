import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import { gitlab } from '../../../electron/commands/gitlab.ts'
import { makeKit } from '../../../electron/service/gitlab/kit.ts'
import { rotateKit } from '../../../electron/service/gitlab/kit-rotation.ts'
import { ScriptedCore } from '../scripted-core.ts'

const above = mkdtempSync(join(tmpdir(), 'pullcord-kit-'))
let folder = ''
let count = 0
beforeEach(() => {
  folder = join(above, String((count += 1)), 'certs')
})
afterAll(() => rmSync(above, { recursive: true, force: true }))

type Values = Readonly<Record<string, string | boolean | readonly string[]>>
const urls = { 'gitlab-url': 'https://gitlab.example.com', 'registry-url': 'https://registry.example.com' }
const usual = { ...urls, key: 'ecdsa' }

/** Runs `gitlab registry-kit`; what it printed, and how it ended. */
async function run(values: Values, ...positionals: readonly string[]) {
  let out = ''
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true))
  const core = new ScriptedCore({
    'gitlab.kit': ({ options, withPair }) => makeKit(options, withPair),
    'gitlab.rotate': rotateKit,
  })
  const code = await gitlab
    .run({ values, positionals: ['registry-kit', ...positionals] }, core)
    .finally(() => vi.restoreAllMocks())
  return { code, out, core }
}

/** What every file of the folder holds, with its mode. */
function tree(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    readdirSync(folder).map((name) => {
      const path = join(folder, name)
      return [name, `${(statSync(path).mode & 0o777).toString(8)} ${readFileSync(path, 'utf8')}`]
    }),
  )
}

test('a folder for its owner alone, the key too, and not a word of the key on the screen', async () => {
  const { code, out } = await run(usual, folder)
  expect(code).toBe(0)
  expect(statSync(folder).mode & 0o777).toBe(0o700)
  const files = tree()
  expect(Object.keys(files)).toHaveLength(8)
  expect(files['registry-auth.key']).toMatch(/^600 -----BEGIN PRIVATE KEY-----/)
  expect(Object.values(files).filter((file) => file.startsWith('644 '))).toHaveLength(7)
  const secret = files['registry-auth.key']!.split('\n')[1]!
  expect(out).toContain('0600  ')
  expect(out).not.toContain(secret)
})

test('what is there stays, byte for byte, and a lost file is written anew', async () => {
  await run(usual, folder)
  rmSync(join(folder, 'gitlab.rb'))
  writeFileSync(join(folder, 'registry.nginx.conf'), 'mine')
  const before = tree()
  const { code, out } = await run({ ...usual, json: true }, folder)
  expect(code).toBe(0)
  const { 'gitlab.rb': again, ...after } = tree()
  expect(after).toEqual(before)
  expect(again).toContain('external_url')
  expect(JSON.parse(out)).toMatchObject({
    written: [{ name: 'gitlab.rb', mode: '0644' }],
    kept: ['README.txt', 'compose.registry.yaml', 'registry.nginx.conf', 'registry.apache.conf'],
    notes: [{ code: 'kit-pair-kept' }, { code: 'kit-kept' }, { code: 'kit-ecdsa' }],
  })
})

test.each(['registry-auth.key', 'registry-auth.crt', 'registry-auth.jwks.json'])(
  'half a pair is not made whole by another: %s',
  async (name) => {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, name), 'theirs')
    await run(usual, folder)
    expect(Object.keys(tree()).filter((one) => one.startsWith('registry-auth'))).toEqual([name])
    expect(readFileSync(join(folder, name), 'utf8')).toBe('theirs')
  },
)

test('a key that appears meanwhile is not overwritten, and nothing is mixed with it', async () => {
  mkdirSync(folder, { recursive: true })
  const target = join(above, 'elsewhere')
  const core = new ScriptedCore({
    'gitlab.kit': async ({ options, withPair }) => {
      symlinkSync(target, join(folder, 'registry-auth.key'))
      return await makeKit(options, withPair)
    },
  })
  const started = gitlab.run({ values: usual, positionals: ['registry-kit', folder] }, core)
  await expect(started).rejects.toMatchObject({ notice: { code: 'kit-kept' } })
  expect(readdirSync(folder)).toEqual(['registry-auth.key'])
  expect(existsSync(target)).toBe(false)
})

test('rotation stands beside what is there, again and again', async () => {
  await run(usual, folder)
  const before = tree()
  const { out } = await run({ rotate: true, json: true }, folder)
  expect(tree()).toMatchObject(before)
  expect(JSON.parse(out)).toMatchObject({ kept: [], notes: [{ code: 'kit-ecdsa' }, { code: 'kit-rotated' }, {}] })
  await run({ rotate: true, days: '30' }, folder)
  const names = Object.keys(tree())
  expect(names).toContain('registry-auth-3.key')
  expect(names).toHaveLength(8 + 6 + 6)
  expect(tree()['ROTATE-3.txt']).toContain('delete registry-auth-2.key')
})

test('a folder that others may write to is told of', async () => {
  mkdirSync(folder, { recursive: true })
  chmodSync(folder, 0o777)
  const { out } = await run(usual, folder)
  expect(out).toContain(`chmod 700 ${folder}`)
})

test.each<readonly [string, Values, readonly string[]]>([
  ['kit-folder-missing', urls, []],
  ['kit-pair-missing', { rotate: true }, ['there-is-none']],
  ['usage', {}, ['certs']],
  ['usage', { 'gitlab-url': 'https://g.example.com' }, ['certs']],
  ['usage', { ...urls, registry: ['4'] }, ['certs']],
  ['usage', { ...urls, key: 'dsa' }, ['certs']],
  ['usage', { ...urls, days: '1e9' }, ['certs']],
  ['kit-days-bad', { ...urls, days: '0' }, ['certs']],
  ['kit-url-bad', { ...urls, 'registry-url': 'registry' }, ['certs']],
])('%s: nothing is made', async (code, values, names) => {
  const [name] = names.map((one) => join(above, String(count), one))
  await expect(run(values, ...(name === undefined ? [] : [name]))).rejects.toMatchObject({ notice: { code } })
  expect(name !== undefined && existsSync(name)).toBe(false)
})

test('a place where nothing can be made', async () => {
  writeFileSync(join(above, 'file'), '')
  const made = run(usual, join(above, 'file', 'certs'))
  await expect(made).rejects.toMatchObject({ notice: { code: 'kit-unwritable', values: { why: 'ENOTDIR' } } })
})

test('--explain needs no folder and asks nobody', async () => {
  const { out, core } = await run({ explain: true })
  expect(out).toContain('③ GitLab')
  expect(core.calls).toEqual([])
  expect(JSON.parse((await run({ explain: true, json: true })).out).picture.length).toBeGreaterThan(15)
})

test('“gitlab” tells of it, and of a part that there is not', async () => {
  expect(gitlab.help.map(([option]) => option)).toContain('registry-kit')
  const core = new ScriptedCore()
  await expect(gitlab.run({ values: {}, positionals: ['registry'] }, core)).rejects.toMatchObject({
    notice: { code: 'usage' },
  })
})
