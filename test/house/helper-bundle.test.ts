import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createBuilder } from 'vite'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { sentences } from '../../shared/sentences.ts'
import { bundleParts, fromPackages, sizeOf, type BundlePart } from './bundle-parts.ts'
import { root } from './sources.ts'

const outDir = mkdtempSync(join(tmpdir(), 'pullcord-helper-'))
const file = join(outDir, 'helper.js')
let text = ''
let parts: readonly BundlePart[] = []

beforeAll(async () => {
  const builder = await createBuilder({
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'error',
    environments: { helper: { build: { outDir } } },
  })
  await builder.build(builder.environments.helper!)
  text = readFileSync(file, 'utf8')
  parts = bundleParts(file)
}, 60_000)

afterAll(() => rmSync(outDir, { recursive: true, force: true }))

it('is one file, and the mark that makes it a module', () => {
  expect(readdirSync(outDir).toSorted()).toEqual(['helper.js', 'package.json'])
})

it('is of a size that can be read: what all engines share, and a share for each', () => {
  expect(sizeOf(parts)).toBeLessThanOrEqual(512 * 1024)
})

it('holds every sentence that it says', () => {
  const piece = (isSaid: boolean): string => {
    const some = parts.filter(({ from }) => from.startsWith('shared/sentences') !== isSaid)
    return some.map(({ text: one }) => one).join('')
  }
  const [code, table] = [piece(true), piece(false)]
  const said = Object.keys(sentences).filter((one) => code.includes(`"${one}"`))
  expect(said.length).toBeGreaterThan(100)
  expect(said.filter((one) => !new RegExp(`^\\t"?${one}"?: \\[`, 'm').test(table))).toEqual([])
})

it('holds the parsers of the codecs and nothing else from npm', () => {
  const names = fromPackages(parts).map(({ from }) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(from)?.[1])
  expect(new Set(names)).toEqual(new Set(['@iarna/toml', 'jsonc-parser']))
})

it('holds no sentence of another language, no proof and no code of a face', () => {
  const own = parts.map(({ from }) => from).filter((from) => /^(shared|electron)\//.test(from))
  expect(own).toContain('electron/helper/request.ts')
  const foreign = /zh-tw|-proof|prover|proving|\/(service|commands|transports|shell|mirrors)\//
  expect(own.filter((from) => foreign.test(from))).toEqual([])
})

it('says nothing of which the sentence was left out', () => {
  const left = Object.keys(sentences).filter((code) => !new RegExp(`^\\t"?${code}"?: \\[`, 'm').test(text))
  expect(left).toContain('doctor-appimage')
  expect(left.filter((code) => text.includes(`"${code}"`))).toEqual([])
})

it('imports from Node only what it works with', () => {
  const imported = [...text.matchAll(/(?:from|import) ["']([^"']+)["']|getBuiltinModule\(["']([^"']+)["']\)/g)]
  const allowed = [
    'node:child_process',
    'node:crypto',
    'node:events',
    'node:fs',
    'node:fs/promises',
    'node:http',
    'node:module',
    'node:os',
    'node:path',
    'node:timers/promises',
  ]
  expect(new Set(imported.map(([, by, got]) => by ?? got))).toEqual(new Set(allowed))
})

it('starts programs by argument list alone, and listens nowhere', () => {
  expect(
    [...text.matchAll(/^import \{([^}]*)\} from "node:child_process"/gm)].map(([, names]) => names?.trim()),
  ).toEqual(['spawn'])
  expect(text).not.toMatch(/\bshell\s*:|createServer|\.listen\(/)
})
