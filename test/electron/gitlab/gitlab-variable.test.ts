import { beforeAll, beforeEach, expect, test } from 'vitest'
import { setVariable } from '../../../electron/gitlab/gitlab-variable.ts'
import { Secret } from '../../../shared/codecs/docker-auth-config.ts'
import { AppError } from '../../../shared/errors.ts'
import type { VariableOrder } from '../../../shared/gitlab/auth-config.ts'
import { serveHttps } from '../mirrors/local-server.ts'
import { fakeGitlab, type FakeGitlab } from './fake-gitlab.ts'
import { says } from './token-registry.ts'

const line = '{"auths":{"registry.corp:5000":{"auth":"amFuZTpodW50ZXIy"}}}'
let gitlab: FakeGitlab
beforeAll(async () => void (gitlab = await fakeGitlab()))
beforeEach(() => {
  gitlab.variables.clear()
  gitlab.asked.length = 0
})

const usual: VariableOrder = {
  gitlab: '',
  place: { kind: 'project', path: 'team/app' },
  token: 'glpat-good',
  visibility: 'masked',
  protected: false,
  environment: '*',
  ca: null,
}

/** `created`, `updated`, or the code of the refusal. */
async function set(over: Partial<VariableOrder> = {}, value = line): Promise<string> {
  const order: VariableOrder = { ...usual, gitlab: gitlab.url, ca: gitlab.ca, ...over }
  try {
    return (await setVariable(order, new Secret(value), new AbortController().signal)).how
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    expect(JSON.stringify(error.notice)).not.toMatch(/glpat|amFuZ/)
    return error.notice.code
  }
}

test('created, then updated, in a project of a GitLab with a relative root', async () => {
  expect(await set()).toBe('created')
  expect(gitlab.variables.get('projects/team/app *')).toMatchObject({
    key: 'DOCKER_AUTH_CONFIG',
    value: line,
    masked: true,
    raw: true,
    hidden: false,
    protected: false,
  })
  expect(await set({ protected: true }, line.replace('5000', '5001'))).toBe('updated')
  expect(gitlab.variables.get('projects/team/app *')).toMatchObject({
    protected: true,
    value: line.replace('5000', '5001'),
  })
  expect(gitlab.variables.size).toBe(1)
  const folder = '/git/api/v4/projects/team%2Fapp/variables'
  const one = `${folder}/DOCKER_AUTH_CONFIG?filter%5Benvironment_scope%5D=*`
  expect(gitlab.asked).toEqual([`GET ${one}`, `POST ${folder}`, `GET ${one}`, `PUT ${one}`])
})

test('another environment is another variable', async () => {
  await set()
  expect(await set({ environment: 'prod/*' })).toBe('created')
  expect([...gitlab.variables.keys()]).toEqual(['projects/team/app *', 'projects/team/app prod/*'])
})

test('in a group, and in the instance', async () => {
  expect(await set({ place: { kind: 'group', path: 'team' } })).toBe('created')
  expect(await set({ place: { kind: 'instance' } })).toBe('created')
  expect(gitlab.asked.at(-1)).toBe('POST /git/api/v4/admin/ci/variables')
  expect(await set({ place: { kind: 'instance' }, visibility: 'visible' })).toBe('updated')
})

test('hidden when it is new, never afterwards; one that is hidden stays so', async () => {
  expect(await set()).toBe('created')
  expect(await set({ visibility: 'hidden' })).toBe('auth-gitlab-not-hidden')
  expect(gitlab.asked.filter((one) => one.startsWith('PUT'))).toEqual([])
  gitlab.variables.clear()
  expect(await set({ visibility: 'hidden' })).toBe('created')
  expect(gitlab.variables.get('projects/team/app *')).toMatchObject({ hidden: true, masked: true })
  expect(await set({ visibility: 'hidden' })).toBe('updated')
  expect(await set({ visibility: 'visible' })).toBe('auth-gitlab-invalid')
})

test.each<readonly [string, Partial<VariableOrder>, string]>([
  ['a token that is none', { token: 'glpat-old' }, 'auth-gitlab-token'],
  ['a token without the right', { token: 'glpat-guest' }, 'auth-gitlab-forbidden'],
  ['a project that is none', { place: { kind: 'project', path: 'team/none' } }, 'auth-gitlab-missing'],
  ['a group that is none', { place: { kind: 'group', path: 'none' } }, 'auth-gitlab-missing'],
  ['a certificate that is not trusted', { ca: null }, 'auth-untrusted'],
  ['plain http', { gitlab: 'http://gitlab.corp' }, 'auth-gitlab-plain'],
  ['a login in the URL', { gitlab: 'https://a:glpat@gitlab.corp' }, 'url-credentials'],
  ['no URL', { gitlab: 'gitlab.corp' }, 'url-scheme-missing'],
])('%s', async (_, over, code) => {
  expect(await set(over)).toBe(code)
  expect(gitlab.variables.size).toBe(0)
})

test('a value that GitLab does not mask: its own reason is told', async () => {
  expect(await set({}, '{"a": 1}')).toBe('auth-gitlab-invalid')
})

test.each([
  [
    'an answer that quotes the value',
    says(400, JSON.stringify({ message: { value: [`${line} is bad`] } })),
    'auth-gitlab-invalid',
  ],
  ['a redirect', says(302, '', { location: 'https://other.corp/' }), 'auth-redirected'],
  ['a web page', says(502, '<html>'), 'auth-odd-status'],
])('%s', async (_, answer, code) => {
  const served = await serveHttps(answer)
  expect(await set({ gitlab: served.url, ca: served.ca.pem })).toBe(code)
})

test.each<readonly [string, (value: string) => string]>([
  ['behind a long preface', (value) => `${'x'.repeat(250)} ${value}`],
  ['in part', (value) => value.slice(value.indexOf('auth":"') + 7).slice(40, 70)],
  ['decoded', () => `${'x'.repeat(280)} _json_key:{"private_key":"${'Kz9'.repeat(500)}`],
  ['and the access token', () => 'glpat-good-and-long'],
])('a long login that is quoted %s is not shown', async (_, quoted) => {
  const auth = Buffer.from(`_json_key:{"private_key":"${'Kz9'.repeat(500)}"}`).toString('base64')
  const value = JSON.stringify({ auths: { 'gcr.io': { auth } } })
  const served = await serveHttps(says(400, JSON.stringify({ message: { value: [quoted(value)] } })))
  const order = { ...usual, gitlab: served.url, ca: served.ca.pem, token: 'glpat-good-and-long' }
  await expect(setVariable(order, new Secret(value), new AbortController().signal)).rejects.toMatchObject({
    notice: { code: 'auth-gitlab-invalid', values: { why: 'it quotes the value' } },
  })
})

test('what GitLab says is shown without its controls, and cut', async () => {
  const served = await serveHttps(says(400, JSON.stringify({ message: `\u001b[2J is bad ${'x'.repeat(5000)}` })))
  const order = { ...usual, gitlab: served.url, ca: served.ca.pem }
  const failed = await setVariable(order, new Secret(line), new AbortController().signal).catch(
    (error: unknown) => error as AppError,
  )
  const why = String((failed as AppError).notice.values['why'])
  expect(why).toMatch(/^‹U\+001B›\[2J is bad x+…$/)
  expect(why.length).toBeLessThan(420)
})
