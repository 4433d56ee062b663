import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { findLogin } from '../../../electron/gitlab/find-login.ts'
import { listKnownLogins } from '../../../electron/gitlab/known-logins.ts'
import { memoryDisk } from '../../../electron/system/memory-disk.ts'
import { realProcesses } from '../../../electron/system/real-processes.ts'
import type { System } from '../../../electron/system/system.ts'
import { AppError } from '../../../shared/errors.ts'
import { parseRegistryName } from '../../../shared/gitlab/registry-name.ts'
import { idleProcesses } from '../engines/idle-processes.ts'

const folder = mkdtempSync(join(tmpdir(), 'pullcord-helpers-'))
afterAll(() => rmSync(folder, { recursive: true }))

const planted = 'hunter2-planted'
const base64 = (text: string): string => Buffer.from(text).toString('base64')
const auth = { auth: base64(`jane:${planted}`) }
const docker = '/home/dev/.docker/config.json'
const podman = '/home/dev/.config/containers/auth.json'
const hub = 'https://index.docker.io/v1/'

// Speaks the protocol: it keeps jane's login for two names, and somebody's token for a third.
const keeper = `case "$1" in
list) echo '{"${hub}":"jane","quay.io":"jane","x.azurecr.io":"<token>"}' ;;
get) case "$(cat)" in
  ${hub}|quay.io) echo '{"ServerURL":"x","Username":"jane","Secret":"${planted}"}' ;;
  x.azurecr.io) echo '{"ServerURL":"x","Username":"<token>","Secret":"${planted}"}' ;;
  *) echo 'credentials not found in native keychain'; exit 1 ;;
  esac ;;
esac`

function systemOf(files: Readonly<Record<string, unknown>>, script: string | null = null): System {
  const texts = Object.entries(files).map(([path, file]) => [
    path,
    typeof file === 'string' ? file : JSON.stringify(file),
  ])
  const program = join(mkdtempSync(join(folder, 'x-')), 'docker-credential-test')
  if (script !== null) writeFileSync(program, `#!/bin/sh\n${script}\n`)
  if (script !== null) chmodSync(program, 0o755)
  const find = async (name: string): Promise<string | null> =>
    script !== null && name === 'docker-credential-test' ? program : null
  const disk = memoryDisk(Object.fromEntries(texts) as Record<string, string>, 1000)
  return { disk, processes: { ...idleProcesses, find, run: realProcesses.run } }
}

/** What is found for a registry: `user secret kind`, or the code of the refusal. Nothing that is told holds the secret. */
async function found(system: System, registry: string, source: 'docker' | 'podman' | null = null): Promise<string> {
  const name = parseRegistryName(registry)
  if (!name.ok) throw new Error(registry)
  try {
    const login = await findLogin(system, {}, name.value, source)
    expect(JSON.stringify(login)).not.toContain(planted)
    return `${login.user} ${login.secret.reveal()} ${login.kind}`
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    expect(JSON.stringify(error.notice)).not.toContain(planted)
    return error.notice.code
  }
}

const plain = `jane ${planted} password`

describe('a table of files', () => {
  test.each<readonly [string, unknown, string, string]>([
    ['docker’s own name of the hub', { auths: { [hub]: auth } }, 'docker.io', plain],
    ['podman’s name of it', { auths: { 'docker.io': auth } }, 'docker.io', plain],
    ['its old host', { auths: { 'index.docker.io': auth } }, 'https://index.docker.io/v1/', plain],
    ['its API’s host', { auths: { 'registry-1.docker.io': auth } }, 'index.docker.io', plain],
    ['a host with a port', { auths: { 'r.corp:5000': auth } }, 'r.corp:5000', plain],
    ['another port is another registry', { auths: { 'r.corp:5000': auth } }, 'r.corp', 'auth-login-missing'],
    ['a URL in the place of a host', { auths: { 'https://r.corp/v2/': auth } }, 'r.corp', plain],
    ['a namespace', { auths: { 'quay.io/team': auth } }, 'quay.io/team', plain],
    ['a namespace is not its registry', { auths: { 'quay.io/team': auth } }, 'quay.io', 'auth-login-missing'],
    ['a registry is not its namespace', { auths: { 'quay.io': auth } }, 'quay.io/team', 'auth-login-missing'],
    ['names of their own', { auths: { 'r.corp': { username: 'jane', password: planted } } }, 'r.corp', plain],
    [
      'an identity token',
      { auths: { 'r.corp': { auth: base64('jane:'), identitytoken: planted } } },
      'r.corp',
      `jane ${planted} identity-token`,
    ],
    ['a registry token alone', { auths: { 'r.corp': { registrytoken: planted } } }, 'r.corp', 'auth-pass-only'],
    ['a registry token beside a login', { auths: { 'r.corp': { ...auth, registrytoken: 'x' } } }, 'r.corp', plain],
    ['an empty entry', { auths: { 'r.corp': {} } }, 'r.corp', 'auth-login-missing'],
    ['a user without a password', { auths: { 'r.corp': { auth: base64('jane:') } } }, 'r.corp', 'auth-login-missing'],
    ['no base64', { auths: { 'r.corp': { auth: planted } } }, 'r.corp', 'auth-login-missing'],
    ['auths that are a list', { auths: [auth] }, 'r.corp', 'auth-login-missing'],
    ['nothing', {}, 'r.corp', 'auth-login-missing'],
    ['broken JSON', `{"auths":{"r.corp":{"auth":"${planted}`, 'r.corp', 'auth-login-unread'],
    ['a list', '[]', 'r.corp', 'auth-login-unread'],
    ['a byte order mark', '\uFEFF{}', 'r.corp', 'auth-login-unread'],
    ['a store', { credsStore: 'test' }, 'docker.io', plain],
    ['a store, and an empty entry', { auths: { 'quay.io': {} }, credsStore: 'test' }, 'quay.io', plain],
    ['a store that keeps a token', { credsStore: 'test' }, 'x.azurecr.io', ` ${planted} identity-token`],
    ['a store that does not keep it', { auths: { 'r.corp': auth }, credsStore: 'test' }, 'r.corp', plain],
    ['a helper of one registry', { credHelpers: { 'quay.io': 'test' } }, 'quay.io', plain],
    ['a helper that is missing', { credHelpers: { 'quay.io': 'gone' } }, 'quay.io', 'auth-helper-failed'],
    ['a helper whose name leads elsewhere', { credsStore: '../../bin/sh' }, 'quay.io', 'auth-login-missing'],
  ])('%s', async (_, file, registry, expected) => {
    expect(await found(systemOf({ [docker]: file }, keeper), registry)).toBe(expected)
  })
})

test('docker’s file first, unless podman’s is asked for', async () => {
  const files = {
    [docker]: { auths: { 'r.corp': auth } },
    [podman]: { auths: { 'r.corp': { auth: base64('joe:x') } } },
  }
  expect(await found(systemOf(files), 'r.corp')).toBe(plain)
  expect(await found(systemOf(files), 'r.corp', 'podman')).toBe('joe x password')
})

test('on the files of another root no helper is run', async () => {
  const system = { ...systemOf({ [docker]: { credsStore: 'test' } }), processes: null }
  expect(await found(system, 'quay.io')).toBe('auth-helper-elsewhere')
})

const loud = `echo 'cannot keep ${planted}' >&2; exit 3`

test.each([
  ['fails with the secret in its words', loud, 'it ended with 3'],
  ['fails with the secret in its answer', `echo '{"Secret":"${planted}"'; exit 1`, 'it ended with 1'],
  ['answers nonsense', `echo ${planted}`, 'its answer is no login'],
  ['floods', 'head -c 20000000 /dev/zero', 'its answer is no login'],
  ['ends itself', 'kill -9 $$', 'it ended with a signal'],
])('a helper that %s', { timeout: 15_000 }, async (_, script, why) => {
  const system = systemOf({ [docker]: { credsStore: 'test' } }, script)
  const name = parseRegistryName('quay.io')
  const failed = await findLogin(system, {}, (name as Extract<typeof name, { ok: true }>).value, null).catch(
    (error: unknown) => error,
  )
  expect(failed).toMatchObject({ notice: { code: 'auth-helper-failed', values: { helper: 'test', why } } })
  expect(JSON.stringify([(failed as AppError).notice, String((failed as AppError).cause)])).not.toContain(planted)
  expect(await listKnownLogins(system, {})).toMatchObject({ logins: [], notices: [{ code: 'auth-helper-failed' }] })
})

test('a helper that hangs is ended', { timeout: 15_000 }, async () => {
  const system = systemOf({ [docker]: { credsStore: 'test' } }, 'exec sleep 60')
  expect((await listKnownLogins(system, {})).notices[0]?.message).toContain('did not end within 5 s')
})

test('all that is on file, by any spelling once, and no secret of it', async () => {
  const files = {
    [docker]: {
      auths: {
        [hub]: {},
        'docker.io': auth,
        'r.corp': auth,
        'https://jane:pw@odd.corp': auth,
        'p.corp': { registrytoken: 'x' },
      },
      credsStore: 'test',
      credHelpers: { 'gcr.io': 'gcloud' },
    },
    [podman]: { auths: { 'quay.io/team': auth } },
  }
  const known = await listKnownLogins(systemOf(files, keeper), {})
  expect(known.notices).toEqual([])
  expect(known.logins.map((one) => [one.registry, one.source, one.user, one.kind, one.helper])).toEqual([
    ['gcr.io', 'docker', null, 'password', 'gcloud'],
    ['docker.io', 'docker', 'jane', 'password', 'test'],
    ['quay.io', 'docker', 'jane', 'password', 'test'],
    ['x.azurecr.io', 'docker', null, 'identity-token', 'test'],
    ['r.corp', 'docker', 'jane', 'password', null],
    ['p.corp', 'docker', null, 'pass', null],
    ['quay.io/team', 'podman', 'jane', 'password', null],
  ])
  expect(JSON.stringify(known)).not.toContain(planted)
  expect(JSON.stringify(known)).not.toContain('pw')
})
