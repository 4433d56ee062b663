import { mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test, vi } from 'vitest'
import { gitlab } from '../../../electron/commands/gitlab.ts'
import type { Arguments } from '../../../electron/commands/command.ts'
import type { MadeConfig } from '../../../shared/gitlab/auth-config.ts'
import { rulesFor } from '../../../shared/gitlab/auth-rules.ts'
import { notice } from '../../../shared/notice.ts'
import { ScriptedCore, type Answers } from '../scripted-core.ts'

const folder = mkdtempSync(join(tmpdir(), 'pullcord-auth-'))
afterAll(() => rmSync(folder, { recursive: true }))
afterEach(() => void vi.restoreAllMocks())

const value = '{"auths":{"r.corp":{"auth":"amFuZTpodW50ZXIy"}}}'
const masked = '{"auths":{"r.corp":{"auth":"•••"}}}'
const id = '00000000-0000-4000-8000-000000000001'
const proven: MadeConfig = {
  id,
  masked,
  logins: [
    {
      registry: 'r.corp',
      key: 'r.corp',
      user: 'jane',
      state: 'proven',
      realm: null,
      notice: notice('auth-login-proven', { registry: 'r.corp', user: 'jane' }),
    },
  ],
  rules: rulesFor(value),
}
const elsewhere = notice('auth-realm-elsewhere', { host: 'r.corp', realm: 'auth.other.net' })
const refused: MadeConfig = {
  ...proven,
  id: null,
  rules: [],
  logins: [{ ...proven.logins[0]!, state: 'refused', realm: 'auth.other.net', notice: elsewhere }],
}

const answers: Answers = {
  'auth-config.look': () => ({
    logins: [
      { registry: 'r.corp', source: 'docker', path: '/c.json', user: 'jane', kind: 'password', helper: null },
      { registry: 'docker.io', source: 'docker', path: '/c.json', user: null, kind: 'password', helper: 'pass' },
      { registry: 'p.corp', source: 'podman', path: '/a.json', user: null, kind: 'pass', helper: null },
    ],
    notices: [notice('auth-helper-failed', { helper: 'pass', why: 'it was not found' })],
  }),
  'auth-config.make': () => proven,
  'auth-config.take': ({ form }) => ({ value: form === 'line' ? value : `environment = […${form}]` }),
  'auth-config.copy': ({ seconds }) => ({ seconds }),
  'auth-config.set': () => ({ how: 'updated' }),
  'auth-config.drop': () => null,
}

async function run(values: Arguments['values'], over: Answers = {}, isTerminal = false) {
  const said = { out: '', err: '' }
  const hear = (to: 'out' | 'err') => (text: unknown) => {
    said[to] += String(text)
    return true
  }
  vi.spyOn(process.stdout, 'write').mockImplementation(hear('out'))
  vi.spyOn(process.stderr, 'write').mockImplementation(hear('err'))
  const was = process.stdout.isTTY
  process.stdout.isTTY = isTerminal
  const core = new ScriptedCore({ ...answers, ...over })
  const code = await gitlab.run({ values, positionals: ['auth-config'] }, core).finally(() => {
    process.stdout.isTTY = was
    vi.restoreAllMocks()
  })
  expect(said.err).not.toContain('amFuZ')
  return { code, core, ...said }
}

test('without a registry, those on file are listed', async () => {
  const { code, out, err, core } = await run({})
  expect([code, out]).toEqual([
    0,
    'r.corp  jane  /c.json\ndocker.io  docker-credential-pass, by /c.json\np.corp  registry token, no login  /a.json\n\nChoose with --registry.\n',
  ])
  expect(err).toContain('it was not found')
  expect(core.inputsOf('auth-config.make')).toEqual([])
})

test('into a pipe it goes whole, and nothing else; then it is forgotten', async () => {
  const { code, out, err, core } = await run({ registry: ['r.corp,quay.io', 'gcr.io'], from: 'podman' })
  expect([code, out]).toEqual([0, `${value}\n`])
  expect(err).toContain('r.corp took the login of jane.')
  expect(err).toContain('✓ It can be masked in job logs if it is raw')
  const source = 'podman'
  expect(core.inputsOf('auth-config.make')).toEqual([
    {
      task: 'auth-config',
      picks: ['r.corp', 'quay.io', 'gcr.io'].map((registry) => ({ registry, source, typed: null })),
      login: true,
      allowRealms: [],
      plainHttp: false,
      ca: null,
    },
  ])
  expect(core.inputsOf('auth-config.drop')).toEqual([{ id }])
})

test('at a terminal it is hidden, and not even taken, unless --reveal', async () => {
  const hidden = await run({ registry: ['r.corp'] }, {}, true)
  expect([hidden.code, hidden.out]).toEqual([0, `${masked}\n`])
  expect(hidden.core.inputsOf('auth-config.take')).toEqual([])
  expect((await run({ registry: ['r.corp'], reveal: true }, {}, true)).out).toBe(`${value}\n`)
})

test('--json tells all but the value, unless --reveal', async () => {
  const { out } = await run({ registry: ['r.corp'], json: true })
  expect(JSON.parse(out)).toMatchObject({
    masked,
    value: null,
    logins: [{ registry: 'r.corp', state: 'proven' }],
    rules: expect.arrayContaining([expect.objectContaining({ code: 'auth-rule-masked-raw', met: true })]),
  })
  expect(out).not.toContain('amFuZ')
  const revealed = await run({ registry: ['r.corp'], json: true, reveal: true })
  expect(JSON.parse(revealed.out)).toMatchObject({ value })
})

test('--as', async () => {
  expect((await run({ registry: ['r.corp'], as: 'config-toml' })).out).toBe('environment = […config-toml]\n')
  const lines = await run({ as: 'ci-yml' })
  expect(lines.out).toContain('before_script:')
  expect(lines.core.calls).toEqual([])
})

test('--out makes a file that only its owner may read, and writes over nothing', async () => {
  const [path, link, taken] = ['a', 'b', 'c'].map((name) => join(folder, name)) as [string, string, string]
  expect((await run({ registry: ['r.corp'], out: path })).out).toBe('')
  expect([readFileSync(path, 'utf8'), statSync(path).mode & 0o777]).toEqual([`${value}\n`, 0o600])
  writeFileSync(taken, 'theirs')
  symlinkSync(join(folder, 'nothing'), link)
  for (const name of [taken, link]) {
    await expect(run({ registry: ['r.corp'], out: name })).rejects.toMatchObject({
      notice: { code: 'auth-out-failed' },
    })
  }
  expect(readFileSync(taken, 'utf8')).toBe('theirs')
})

test('--copy', async () => {
  const { out, core } = await run({ registry: ['r.corp'], copy: true })
  expect([out, core.inputsOf('auth-config.copy')]).toEqual(['', [{ id, form: 'line', seconds: 45 }]])
  const longer = await run({ registry: ['r.corp'], 'copy-for': '90' })
  expect(longer.core.inputsOf('auth-config.copy')).toEqual([{ id, form: 'line', seconds: 90 }])
  expect(longer.out).toBe('')
})

test('--set-variable, with the token of the environment', async () => {
  vi.stubEnv('GITLAB_TOKEN', 'glpat-planted')
  const place = { 'set-variable': 'project:/team/app/', gitlab: 'https://g.corp', protected: true, environment: 'prod' }
  const { out, err, core } = await run({ registry: ['r.corp'], ...place })
  expect([out, err.includes('was updated in https://g.corp')]).toEqual(['', true])
  expect(err).not.toContain('glpat')
  expect(core.inputsOf('auth-config.set')).toEqual([
    {
      id,
      order: {
        gitlab: 'https://g.corp',
        place: { kind: 'project', path: 'team/app' },
        token: 'glpat-planted',
        visibility: 'masked',
        protected: true,
        environment: 'prod',
        ca: null,
      },
    },
  ])
  vi.unstubAllEnvs()
})

test('a refused login ends with 1 and the option that would allow it; nothing is handed over', async () => {
  const { code, out, err, core } = await run({ registry: ['r.corp'] }, { 'auth-config.make': () => refused })
  expect([code, out]).toEqual([1, ''])
  expect(err).toContain('--allow-realm auth.other.net')
  expect(core.calls.map(({ name }) => name)).toEqual(['auth-config.make'])
  const json = await run({ registry: ['r.corp'], json: true }, { 'auth-config.make': () => refused })
  expect([json.code, JSON.parse(json.out)]).toMatchObject([1, { value: null, logins: [{ state: 'refused' }] }])
})

test('what fails after it was made is forgotten all the same', async () => {
  const failing: Answers = { 'auth-config.copy': () => Promise.reject(new Error('no')) }
  const core = new ScriptedCore({ ...answers, ...failing })
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const values = { registry: ['r.corp'], copy: true }
  await expect(gitlab.run({ values, positionals: ['auth-config'] }, core)).rejects.toThrow('no')
  expect(core.inputsOf('auth-config.drop')).toEqual([{ id }])
})

test.each<readonly [string, Arguments['values']]>([
  ['--from', { registry: ['r.corp'], from: '/etc/shadow' }],
  ['--as', { as: 'xml' }],
  ['--user', { user: 'jane' }],
  ['--user', { user: 'jane', registry: ['a.corp,b.corp'] }],
  ['--password-stdin', { 'password-stdin': true, registry: ['r.corp'] }],
  ['one secret', { user: 'jane', registry: ['r.corp'], 'password-stdin': true, 'token-stdin': true }],
  ['--gitlab', { registry: ['r.corp'], 'set-variable': 'instance' }],
  ['project:PATH', { registry: ['r.corp'], 'set-variable': 'team/app', gitlab: 'https://g.corp' }],
  [
    'environment scope',
    { registry: ['r.corp'], 'set-variable': 'instance', gitlab: 'https://g.corp', environment: 'x' },
  ],
  [
    'hides no variable',
    { registry: ['r.corp'], 'set-variable': 'instance', gitlab: 'https://g.corp', visibility: 'hidden' },
  ],
  ['5 to 600', { registry: ['r.corp'], 'copy-for': '0' }],
])('a command line that cannot be meant: %s', async (why, values) => {
  await expect(run(values)).rejects.toMatchObject({ notice: { code: 'usage', message: expect.stringContaining(why) } })
})
