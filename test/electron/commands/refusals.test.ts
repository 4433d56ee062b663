import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { pullcordHere } from '../../lab/pullcord.ts'
import { temporaryRoot } from '../system/temporary-root.ts'

const root = temporaryRoot()
const path = '/etc/docker/daemon.json'
root.put(path, '{\n\t"debug": true\n}', 0o640)
root.put('/broken/etc/docker/daemon.json', '{\n  // mine\n}\n')
root.put(
  '/key.pem',
  '-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n-----BEGIN PRIVATE KEY-----\nAA==\n-----END PRIVATE KEY-----\n',
)

// Compiled once for all: a start takes a third of the time.
const compiled = temporaryRoot().path('')
const env = { PATH: process.env['PATH'] ?? '', HOME: '/home/dev', NODE_COMPILE_CACHE: compiled }
const here = ['--root', root.path(''), '--engine', 'docker@20.10'] as const
const broken = ['--root', root.path('/broken'), '--engine', 'docker@20.10'] as const
const mirror = ['--mirror', 'docker.io=http://m.lan:5000'] as const
const run = (...args: readonly string[]) => pullcordHere(args, env)

describe('what is refused, and how it ends', { timeout: 60_000 }, () => {
  test.concurrent.each<readonly [readonly string[], number, string]>([
    [['frobnicate'], 2, 'usage'],
    [['__proto__'], 2, 'usage'],
    [['on', '--no-such-option'], 2, 'usage'],
    [['plan', 'sideways', ...here], 2, 'usage'],
    [['mirror', 'constructor', ...here], 2, 'usage'],
    [['on', '--insecure', ...here], 2, 'usage'],
    [['status', '--scope', 'galaxy', ...here], 2, 'usage'],
    [['on', ...mirror, '--root', root.path(''), '--engine', 'crun'], 2, 'engine-unknown'],
    [['on', ...mirror, '--root', root.path(''), '--engine', 'k3s', '--scope', 'user'], 2, 'scope-impossible'],
    [['on', ...here, '--mirror', 'docker.io=http://user:hunter2@m'], 2, 'url-credentials'],
    [['on', ...here, '--mirror', 'nowhere=http://m'], 2, 'upstream-unknown'],
    [['on', ...here, ...mirror, '--ca', root.path('/key.pem')], 1, 'ca-bad'],
    [['on', ...here, '--mirror', 'https://m', '--ca', root.path('/none.pem')], 1, 'file-unreadable'],
    [['verify', '--pull', 'no:such:image', ...here], 3, ''],
  ])('%j ends with %i', async (args, code, reason) => {
    const ended = await run(...args, '--json')
    expect(ended.code, ended.stdout + ended.stderr).toBe(code)
    if (reason !== '')
      expect(ended.json).toMatchObject({
        error: { code: reason, message: expect.any(String), hint: expect.any(String) },
      })
    expect(ended.stdout + ended.stderr).not.toContain('hunter2')
  })

  test('a broken file is named with its place, by plan and by on, and is not touched', async () => {
    const where = { path, line: 2, column: 3, why: expect.stringContaining(`${path}:2:3: `) }
    expect(await run('plan', 'on', ...broken, ...mirror, '--json')).toMatchObject({
      code: 1,
      json: { changes: [], refused: [where] },
    })
    expect(await run('on', ...broken, ...mirror, '--json')).toMatchObject({
      code: 1,
      json: { changed: false, engines: [{ changed: false, error: { code: 'unparseable-file', path } }] },
    })
    expect(readFileSync(root.path(`/broken${path}`), 'utf8')).toBe('{\n  // mine\n}\n')
    const plain = await run('on', ...broken, ...mirror)
    expect([plain.code, plain.stdout]).toEqual([1, expect.stringContaining(`${path}:2:3: `)])
  })

  test('without --json the sentence and the next step go to stderr', async () => {
    expect(await run('frobnicate')).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(/^There is no verb “frobnicate”\.\n.+\n$/),
    })
  })
})
