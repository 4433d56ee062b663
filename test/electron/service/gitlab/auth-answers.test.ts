import { afterEach, expect, test, vi } from 'vitest'
import type { Answer, Confirm } from '../../../../electron/switching/place.ts'
import type { Notice } from '../../../../shared/notice.ts'
import { fakeGitlab } from '../../gitlab/fake-gitlab.ts'
import { makeAnnouncer } from '../../../../electron/service/announcer.ts'
import type { Desk } from '../../../../electron/service/desk.ts'
import { authConfigAnswers } from '../../../../electron/service/gitlab/auth-answers.ts'
import { makeTasks } from '../../../../electron/service/tasks.ts'
import { memoryDisk } from '../../../../electron/system/memory-disk.ts'
import type { Progress } from '../../../../shared/tasks.ts'
import { idleProcesses } from '../../engines/idle-processes.ts'
import { memoryRegistry } from '../../gitlab/token-registry.ts'

const config = '/home/dev/.docker/config.json'
const base64 = Buffer.from('jane:hunter2').toString('base64')

afterEach(() => void vi.unstubAllEnvs())

/** The calls on a machine with a login for this registry on file, and all that is told meanwhile. */
function machine(
  registry: string,
  auth: object = { auth: base64 },
  started: (string | undefined)[] = [],
  confirm?: Confirm,
) {
  vi.stubEnv('DOCKER_CONFIG', undefined)
  vi.stubEnv('REGISTRY_AUTH_FILE', undefined)
  const news = makeAnnouncer()
  const progress: Progress[] = []
  news.on('progress', (event) => void progress.push(event))
  const disk = memoryDisk({ [config]: JSON.stringify({ auths: { [registry]: auth } }) }, 1000)
  const processes = {
    ...idleProcesses,
    find: async (name: string) => (['timeout', 'xclip'].includes(name) ? `/usr/bin/${name}` : null),
    startAlone: async (argv: readonly string[], input: string) => {
      started.push(argv.join(' '), input)
      return null
    },
  }
  const place = {
    system: { disk, processes },
    specs: null,
    scope: null,
    by: { uid: 1000, via: 'user' },
    ...(confirm && { confirm }),
  } as const
  const calls = authConfigAnswers({ place, tasks: makeTasks(news) } as unknown as Desk)
  const order = { task: 'a', login: true, allowRealms: [], plainHttp: false, ca: null }
  const make = (ca: string | null, parts: Partial<Parameters<(typeof calls)['auth-config.make']>[0]> = {}) =>
    calls['auth-config.make']({ ...order, picks: [{ registry, source: null, typed: null }], ca, ...parts })
  return { calls, make, progress }
}

test('made once, taken in two forms, and forgotten when it is dropped', async () => {
  const registry = await memoryRegistry()
  const { calls, make, progress } = machine(registry.name)
  const made = await make(registry.ca)
  expect(made).toMatchObject({ logins: [{ state: 'proven', user: 'jane', key: registry.name }] })
  const line = JSON.stringify({ auths: { [registry.name]: { auth: base64 } } })
  const id = made.id ?? ''
  expect(await calls['auth-config.take']({ id, form: 'line' })).toEqual({ value: line })
  expect((await calls['auth-config.take']({ id, form: 'config-toml' })).value).toContain(`{\\"auth\\":\\"${base64}`)
  expect(JSON.stringify([made, progress])).not.toMatch(/hunter2|amFuZ/)
  expect(progress.map(({ notice }) => notice.code)).toEqual(['auth-logging-in'])
  await calls['auth-config.drop']({ id })
  await expect(calls['auth-config.take']({ id, form: 'line' })).rejects.toMatchObject({
    notice: { code: 'auth-value-gone' },
  })
})

test('one login that is refused keeps the value from being made', async () => {
  const registry = await memoryRegistry()
  const { make } = machine(registry.name)
  const typed = { user: 'jane', password: 'wrong' }
  const made = await make(registry.ca, {
    picks: [
      { registry: registry.name, source: null, typed },
      { registry: 'none.corp', source: null, typed: null },
    ],
  })
  expect(made).toMatchObject({ id: null, rules: [] })
  expect(made.logins.map(({ state, notice }) => [state, notice.code])).toEqual([
    ['refused', 'auth-login-refused'],
    ['refused', 'auth-login-missing'],
  ])
})

test('a token service elsewhere is named, so that a person can allow it', async () => {
  const registry = await memoryRegistry({ realm: (own) => `${own.replace('127.0.0.1', 'localhost')}/token` })
  const { make } = machine(registry.name)
  expect((await make(registry.ca)).logins).toMatchObject([{ state: 'refused', realm: 'localhost' }])
  expect(await make(registry.ca, { allowRealms: ['localhost'] })).toMatchObject({ id: expect.any(String) })
})

test('untried, it says so; nobody is asked', async () => {
  const registry = await memoryRegistry()
  const { make } = machine(registry.name)
  const made = await make(null, { login: false })
  expect(made.logins).toMatchObject([{ state: 'unproven', notice: { code: 'auth-login-skipped' } }])
  expect(registry.asked).toEqual([])
})

test.each([
  [
    [
      { registry: 'docker.io', source: null, typed: null },
      { registry: 'index.docker.io', source: null, typed: null },
    ],
    'auth-registry-twice',
  ],
  [[{ registry: 'no registry', source: null, typed: null }], 'upstream-unknown'],
])('%j is refused', async (picks, code) => {
  await expect(machine('r.corp').make(null, { picks })).rejects.toMatchObject({ notice: { code } })
})

test('a user with a colon is told, and an authority that is none', async () => {
  const { make } = machine('r.corp')
  const picks = [{ registry: 'r.corp', source: null, typed: { user: 'a:b', password: 'p' } }]
  expect((await make(null, { picks })).logins[0]?.notice.code).toBe('auth-user-colon')
  await expect(make('hello')).rejects.toMatchObject({ notice: { code: 'ca-bad' } })
})

test('copied with its time, by a program that reads it on its standard input', async () => {
  vi.stubEnv('DISPLAY', ':9')
  vi.stubEnv('WAYLAND_DISPLAY', '')
  const registry = await memoryRegistry()
  const started: string[] = []
  const { calls, make } = machine(registry.name, { auth: base64 }, started)
  const { id } = await make(registry.ca)
  expect(await calls['auth-config.copy']({ id: id ?? '', form: 'line', seconds: 45 })).toEqual({ seconds: 45 })
  expect(started).toEqual([
    '/usr/bin/timeout 45 /usr/bin/xclip -selection clipboard -quiet -in',
    JSON.stringify({ auths: { [registry.name]: { auth: base64 } } }),
  ])
  vi.stubEnv('DISPLAY', '')
  await expect(calls['auth-config.copy']({ id: id ?? '', form: 'line', seconds: 45 })).rejects.toMatchObject({
    notice: { code: 'auth-copy-none' },
  })
})

test('no more than eight are kept', async () => {
  const { calls, make } = machine('r.corp')
  const ids: string[] = []
  for (let count = 0; count < 9; count++) ids.push((await make(null, { login: false })).id ?? '')
  await expect(calls['auth-config.take']({ id: ids[0]!, form: 'line' })).rejects.toMatchObject({
    notice: { code: 'auth-value-gone' },
  })
  expect(await calls['auth-config.take']({ id: ids[8]!, form: 'line' })).toMatchObject({ value: expect.any(String) })
})

/** A machine whose pages are guarded, the questions that a person was asked, and what they answer. */
function guarded(answer: Answer | Promise<Answer>) {
  const questions: Notice[] = []
  const confirm: Confirm = async (question) => {
    questions.push(question)
    return await answer
  }
  return { ...machine('r.corp', { auth: base64 }, [], confirm), questions }
}

const typed = { registry: 'typed.corp', source: null, typed: { user: 'joe', password: 'secret' } }
const stored = { registry: 'r.corp', source: null, typed: null }
const orderTo = (gitlab: { readonly url: string; readonly ca: string | null }) => ({
  gitlab: gitlab.url,
  place: { kind: 'project', path: 'team/app' } as const,
  token: 'glpat-good',
  visibility: 'masked' as const,
  protected: false,
  environment: '*',
  ca: gitlab.ca,
})

test('over a page, stored logins go nowhere without a yes', async () => {
  const gitlab = await fakeGitlab()
  for (const [answer, code] of [
    ['no', 'auth-not-allowed'],
    ['nobody', 'auth-nobody-asked'],
  ] as const) {
    const { calls, make, questions } = guarded(answer)
    const id = (await make(null, { login: false, picks: [typed, stored] })).id ?? ''
    const refused = { notice: { code, values: { registries: 'r.corp' } } }
    await expect(calls['auth-config.take']({ id, form: 'line' })).rejects.toMatchObject(refused)
    await expect(calls['auth-config.set']({ id, order: orderTo(gitlab) })).rejects.toMatchObject(refused)
    expect(questions.map((one) => [one.code, one.values])).toEqual([
      ['auth-ask-page', { registries: 'r.corp' }],
      ['auth-ask-gitlab', { registries: 'r.corp', host: new URL(gitlab.url).host, where: 'project team/app' }],
    ])
  }
  expect(gitlab.asked).toEqual([])
})

test('with a yes they go, each time by a question of its own', async () => {
  const gitlab = await fakeGitlab()
  const { calls, make, questions } = guarded('yes')
  const id = (await make(null, { login: false })).id ?? ''
  expect((await calls['auth-config.take']({ id, form: 'line' })).value).toContain(base64)
  expect(await calls['auth-config.set']({ id, order: orderTo(gitlab) })).toEqual({ how: 'created' })
  expect(questions).toHaveLength(2)
})

test('what was typed into a page goes without a question', async () => {
  const { calls, make, questions } = guarded('no')
  const id = (await make(null, { login: false, picks: [typed] })).id ?? ''
  expect((await calls['auth-config.take']({ id, form: 'line' })).value).toContain('typed.corp')
  expect(questions).toEqual([])
})

test('one question at a time; a GitLab that is none is refused without one', async () => {
  let answer: (answer: Answer) => void = () => {}
  const { calls, make, questions } = guarded(new Promise((resolve) => (answer = resolve)))
  const id = (await make(null, { login: false })).id ?? ''
  const bad = orderTo({ url: 'https://a:b@evil.corp', ca: null })
  await expect(calls['auth-config.set']({ id, order: bad })).rejects.toMatchObject({
    notice: { code: 'url-credentials' },
  })
  const first = calls['auth-config.take']({ id, form: 'line' })
  await expect(calls['auth-config.take']({ id, form: 'line' })).rejects.toMatchObject({
    notice: { code: 'auth-asking' },
  })
  answer('yes')
  expect((await first).value).toContain(base64)
  expect(questions).toHaveLength(1)
})
