import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Answer, pullcordHere } from '../lab/pullcord.ts'
import { treeDigest } from '../lab/tree-digest.ts'

const HOME = '/home/someone'
const DAEMON_JSON = '/etc/docker/daemon.json'
// Nobody listens there, and nobody is asked: with --root nothing is probed.
const MIRRORS = ['--mirror', 'docker.io=http://192.0.2.7:6000'] as const

describe('--root DIR, without any engine', () => {
  let root: string
  const path = (inside: string) => join(root, inside)
  // Originals and settings may stay; what the engines read must be as before.
  const tree = () =>
    treeDigest({ path }, ['/etc', HOME], { except: [`${HOME}/.config/pullcord`, `${HOME}/.local/state`] })
  const write = (inside: string, text: string) => {
    mkdirSync(dirname(path(inside)), { recursive: true })
    writeFileSync(path(inside), text)
  }
  const run = async (...args: readonly string[]): Promise<Answer> => {
    const env = { HOME, PATH: path('/bin'), LANG: 'C.UTF-8' }
    return pullcordHere([...args, '--root', root, '--json'], env)
  }
  const done = async (...args: readonly string[]) => {
    const answer = await run(...args)
    expect(answer.code, answer.stdout + answer.stderr).toBe(0)
    return answer.json
  }

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'pullcord-root-'))
    for (const own of ['.config', '.local']) mkdirSync(path(`${HOME}/${own}`), { recursive: true })
    mkdirSync(path('/etc'))
    // No engine can be run from there, nor anything else but what the file layer needs.
    mkdirSync(path('/bin'))
    for (const tool of ['flock', 'cp']) symlinkSync(`/usr/bin/${tool}`, path(`/bin/${tool}`))
  })
  afterEach(() => rmSync(root, { recursive: true, force: true }))

  test('podman, user scope: on, again, off', async () => {
    const before = tree()
    const engine = ['--engine', 'podman', '--scope', 'user']
    expect(await done('on', ...MIRRORS, ...engine)).toMatchObject({ changed: true })
    const dropIn = readFileSync(path(`${HOME}/.config/containers/registries.conf.d/zz-pullcord.conf`), 'utf8')
    expect(dropIn).toContain('location = "192.0.2.7:6000"')
    expect(await done('on', ...MIRRORS, ...engine)).toMatchObject({ changed: false })
    expect(await done('off', ...engine)).toMatchObject({ changed: true })
    expect(tree()).toEqual(before)
  })

  test.each([
    ['tabs and no newline at the end', '{\n\t"log-level":\t"info",\n\t"registry-mirrors":\t[ ]\n}'],
    ['CRLF', '{\r\n  "debug": true\r\n}\r\n'],
  ])('docker, daemon.json with %s: on keeps every other byte, off every byte', async (_, text) => {
    write(DAEMON_JSON, text)
    const before = tree()
    await done('on', ...MIRRORS, '--engine', 'docker')
    const edited = readFileSync(path(DAEMON_JSON), 'utf8')
    expect(JSON.parse(edited)).toEqual({ ...JSON.parse(text), 'registry-mirrors': ['http://192.0.2.7:6000'] })
    expect(edited.includes('\r\n')).toBe(text.includes('\r\n'))
    expect(edited.includes('\t')).toBe(text.includes('\t'))
    expect(edited.endsWith('\n')).toBe(text.endsWith('\n'))
    await done('off', '--engine', 'docker')
    expect(tree()).toEqual(before)
  })

  test('docker 28, by its stated version: hosts.toml for every upstream', async () => {
    const before = tree()
    const engine = ['--engine', 'docker@28.5:c8d']
    await done('on', ...MIRRORS, '--mirror', 'quay.io=http://192.0.2.7:6001', ...engine)
    for (const upstream of ['docker.io', 'quay.io']) {
      const hosts = readFileSync(path(`/etc/docker/certs.d/${upstream}/hosts.toml`), 'utf8')
      expect(hosts).toContain('[host."http://192.0.2.7:600')
    }
    await done('off', ...engine)
    expect(tree()).toEqual(before)
  })

  test('an edit made while on stays; only our own entry goes', async () => {
    write(DAEMON_JSON, '{\n  "debug": false\n}\n')
    await done('on', ...MIRRORS, '--engine', 'docker')
    const edited = readFileSync(path(DAEMON_JSON), 'utf8').replace('false', 'true')
    writeFileSync(path(DAEMON_JSON), edited)
    await done('off', '--engine', 'docker')
    expect(readFileSync(path(DAEMON_JSON), 'utf8')).toBe('{\n  "debug": true\n}\n')
  })

  test('a broken file is refused there too', async () => {
    write(DAEMON_JSON, '{ // no\n}')
    const before = tree()
    const answer = await run('on', ...MIRRORS, '--engine', 'docker')
    expect(answer.code).toBe(1)
    expect(answer.stdout).toContain(':1:3')
    expect(tree()).toEqual(before)
  })
})
