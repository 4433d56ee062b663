import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { check } from '../../../electron/commands/gitlab-check.ts'
import { finding } from '../../../shared/gitlab/check/finding.ts'
import type { GitlabCheckOrder } from '../../../shared/gitlab/check-calls.ts'
import { ScriptedCore } from '../scripted-core.ts'

const at = '2026-11-24T06:05:00.000Z'
const broken = finding('check-disabled', 'compose.yaml:14 GITLAB_REGISTRY_ENABLED', {
  variable: 'GITLAB_REGISTRY_ENABLED',
})
const fine = finding('check-realm-right', 'compose.yaml:29', { value: 'https://g/jwt/auth' })
let dir: string

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'pullcord-check-'))
})
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(dir, { recursive: true, force: true })
})

async function run(positionals: readonly string[], values = {}, findings = [broken, fine]) {
  let out = ''
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += String(text)
    return true
  })
  const core = new ScriptedCore({ 'gitlab.check': () => ({ at, findings }) })
  const code = await check.run({ positionals, values }, core)
  return { code, out, order: core.inputsOf('gitlab.check')[0] as GitlabCheckOrder | undefined }
}

const put = (path: string, text = 'x'): void => {
  mkdirSync(join(dir, path, '..'), { recursive: true })
  writeFileSync(join(dir, path), text)
}

test('problems end with 3, with place, fix and what is seen of them; else it ends with 0', async () => {
  const { code, out } = await run([dir])
  expect(code).toBe(3)
  expect(out).toContain('▲ problem  compose.yaml:14 GITLAB_REGISTRY_ENABLED')
  expect(out).toContain('Set GITLAB_REGISTRY_ENABLED to true.')
  expect(out).toContain('What is seen of it: A “docker login” is refused or fails.')
  expect(out).toMatch(/1 problem\.\n$/)
  const well = await run([dir], {}, [fine])
  expect([well.code, well.out.split('\n').at(-2)]).toEqual([0, 'No problem was found.'])
})

test('of a folder, what a set-up keeps there is read, with its mode', async () => {
  for (const path of ['compose.yaml', '.env', 'certs/registry-auth.key', 'nginx/conf.d/registry.conf']) put(path)
  for (const path of ['notes.txt', '.git/config.yml', 'node_modules/a/b.yml', 'a/b/c/d/deep.yaml']) put(path)
  put('long.conf', 'x'.repeat(300_000))
  chmodSync(join(dir, 'certs/registry-auth.key'), 0o640)
  const { order } = await run([dir, 'https://registry.example.com'], { 'gitlab-url': 'https://g' })
  const files = order?.files ?? []
  expect(files.map(({ path }) => path.slice(dir.length + 1)).toSorted()).toEqual([
    '.env',
    'certs/registry-auth.key',
    'compose.yaml',
    'nginx/conf.d/registry.conf',
  ])
  expect(files.find(({ path }) => path.endsWith('.key'))?.mode).toBe(0o640)
  expect(order).toMatchObject({ registry: 'https://registry.example.com', gitlab: 'https://g', ca: null })
})

test('a file that is named is read whatever it is called, once', async () => {
  put('what', 'text')
  put('ca.pem', 'PEM')
  const what = join(dir, 'what')
  const { order } = await run([what, what], { ca: join(dir, 'ca.pem') })
  expect(order?.files).toMatchObject([{ path: what, text: 'text' }])
  expect(order?.ca).toBe('PEM')
})

test('what cannot be read, is too long, or is one URL too many, is told', async () => {
  put('long.key', 'x'.repeat(300_000))
  await expect(run([join(dir, 'none')])).rejects.toMatchObject({ notice: { code: 'file-unreadable' } })
  await expect(run([join(dir, 'long.key')])).rejects.toMatchObject({ notice: { code: 'file-too-large' } })
  await expect(run(['https://a', 'https://b'])).rejects.toMatchObject({ notice: { code: 'usage' } })
})

test('--json: keys that scripts may rely on', async () => {
  const { out, code } = await run([dir], { json: true })
  expect(code).toBe(3)
  expect(JSON.parse(out)).toMatchObject({
    at,
    findings: [
      {
        level: 'problem',
        code: 'check-disabled',
        subject: 'compose.yaml:14 GITLAB_REGISTRY_ENABLED',
        values: { variable: 'GITLAB_REGISTRY_ENABLED' },
        symptoms: [{ code: 'check-symptom-login' }],
      },
      { level: 'fine' },
    ],
  })
})
