import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { findHubLogin, type FoundLogin } from '../../../electron/pulls/logins.ts'
import { memoryDisk } from '../../../electron/system/memory-disk.ts'
import { realProcesses } from '../../../electron/system/real-processes.ts'
import { temporaryRoot } from '../system/temporary-root.ts'
import { idleProcesses } from '../engines/idle-processes.ts'

const folder = mkdtempSync(join(tmpdir(), 'pullcord-helpers-'))
afterAll(() => rmSync(folder, { recursive: true }))

const base64 = (text: string): string => Buffer.from(text).toString('base64')
const hub = 'https://index.docker.io/v1/'
const auths = (name: string, login: string): string => JSON.stringify({ auths: { [name]: { auth: base64(login) } } })
const docker = '/home/dev/.docker/config.json'
const podman = '/home/dev/.config/containers/auth.json'

async function found(files: Readonly<Record<string, string>>, env = {}, uid = 1000): Promise<FoundLogin> {
  return await findHubLogin({ disk: memoryDisk(files, uid), processes: idleProcesses }, env)
}

const open = ({ login }: FoundLogin): string | null => login && `${login.user} ${login.secret.reveal()}`

test('docker’s file first, then podman’s, each by any name of the hub', async () => {
  expect(await found({})).toEqual({ login: null, notice: null })
  expect(open(await found({ [docker]: auths(hub, 'a:1'), [podman]: auths('docker.io', 'b:2') }))).toBe('a 1')
  expect(open(await found({ [docker]: auths('quay.io', 'a:1'), [podman]: auths('docker.io', 'b:2') }))).toBe('b 2')
  expect(open(await found({ '/run/user/1000/containers/auth.json': auths('docker.io', 'c:3') }))).toBe('c 3')
  expect(open(await found({ '/run/containers/0/auth.json': auths('docker.io', 'r:0') }, {}, 0))).toBe('r 0')
  expect(open(await found({ [podman]: auths('docker.io/team', 'b:2') }))).toBeNull()
})

test('variables name other files; as root they are passed over', async () => {
  const files = { '/x/config.json': auths(hub, 'x:1'), '/y.json': auths('docker.io', 'y:2') }
  expect(open(await found(files, { DOCKER_CONFIG: '/x', REGISTRY_AUTH_FILE: '/y.json' }))).toBe('x 1')
  expect(open(await found(files, { REGISTRY_AUTH_FILE: '/y.json' }))).toBe('y 2')
  expect(open(await found(files, { REGISTRY_AUTH_FILE: 'y.json' }))).toBeNull()
  expect(open(await found(files, { DOCKER_CONFIG: '/x', REGISTRY_AUTH_FILE: '/y.json' }, 0))).toBeNull()
})

test('a broken file is named with its place, unless another has the login', async () => {
  const files = { [docker]: '{\n "auths": oops' }
  expect(await found(files)).toMatchObject({
    login: null,
    notice: { code: 'unparseable-file', values: { path: docker, line: 2 } },
  })
  expect(await found({ ...files, [podman]: auths('docker.io', 'b:2') })).toMatchObject({ notice: null })
})

test('a directory in its place is named too', async () => {
  const root = temporaryRoot()
  root.put(`${docker}/x`, '')
  const { login, notice } = await findHubLogin({ disk: root.disk, processes: idleProcesses }, {})
  expect([login, notice?.code, notice?.values['path']]).toEqual([null, 'file-not-regular', docker])
})

/** Looks with a helper program of this shell text. */
async function asked(script: string, config: unknown = { credsStore: 'test' }): Promise<FoundLogin> {
  const program = join(mkdtempSync(join(folder, 'x-')), 'docker-credential-test')
  writeFileSync(program, `#!/bin/sh\n${script}\n`)
  chmodSync(program, 0o755)
  const find = async (name: string): Promise<string | null> => (name === 'docker-credential-test' ? program : null)
  const processes = { ...idleProcesses, find, run: realProcesses.run }
  return await findHubLogin({ disk: memoryDisk({ [docker]: JSON.stringify(config) }, 1000), processes }, {})
}

const answer = '[ "$1" = get ] && echo "{\\"Username\\":\\"jane\\",\\"Secret\\":\\"for $(cat)\\"}"'

test('a helper is run by its name with `get`, and reads the registry', async () => {
  expect(open(await asked(answer))).toBe(`jane for ${hub}`)
  expect(open(await asked(answer, { credHelpers: { 'docker.io': 'test' } }))).toBe('jane for docker.io')
  expect(open(await asked(answer, { credHelpers: { [hub]: 'test' }, credsStore: 'other' }))).toBe(`jane for ${hub}`)
  expect(open(await asked(answer, { credHelpers: { 'quay.io': 'test' } }))).toBeNull()
})

test('a helper that keeps nothing is no trouble; what the file holds besides is taken', async () => {
  const empty = 'echo credentials not found in native keychain; exit 1'
  expect(await asked(empty)).toEqual({ login: null, notice: null })
  const both = { credsStore: 'test', ...(JSON.parse(auths(hub, 'a:1')) as object) }
  expect(open(await asked(empty, both))).toBe('a 1')
})

test.each([
  ['fails', 'echo no session bus; exit 3', 'it ended with 3'],
  ['fails without a word', 'exit 3', 'it ended with 3'],
  ['answers nonsense', 'echo hello', 'its answer is no login'],
  ['floods', 'head -c 20000000 /dev/zero', 'its answer is no login'],
])('a helper that %s is named with the reason', async (_, script, why) => {
  const { login, notice } = await asked(script)
  expect([login, notice?.code, notice?.values]).toEqual([null, 'quota-helper-failed', { helper: 'test', why }])
})

test.each([
  ['an answer', 'echo "{\\"Username\\":\\"jane\\",\\"Secret\\":\\"hunter2\\"}"; exit 1'],
  ['words on its output', 'echo cannot unlock with hunter2; exit 1'],
  ['words on its error output', 'echo cannot unlock with hunter2 >&2; exit 1'],
])('of a helper that fails with %s nothing is shown', async (_, script) => {
  const found = await asked(script)
  expect(found).toMatchObject({ login: null, notice: { values: { why: 'it ended with 1' } } })
  expect(JSON.stringify(found)).not.toContain('hunter2')
})

test('a helper that hangs is ended after 5 s', { timeout: 15_000 }, async () => {
  const began = performance.now()
  expect((await asked('exec sleep 60')).notice?.message).toContain('did not end within 5 s')
  expect(performance.now() - began).toBeLessThan(8_000)
})

test('a helper that is missing, and one whose name leads elsewhere', async () => {
  const { login, notice } = await found({ [docker]: '{"credsStore":"gone"}' })
  expect([login, notice?.values]).toEqual([null, { helper: 'gone', why: 'it was not found' }])
  expect(await found({ [docker]: '{"credsStore":"../../bin/sh"}' })).toEqual({ login: null, notice: null })
})
