import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { pullcordHere } from '../../lab/pullcord.ts'
import { treeDigest } from '../../lab/tree-digest.ts'
import { temporaryRoot } from '../system/temporary-root.ts'

const root = temporaryRoot()
const path = '/etc/docker/daemon.json'
root.put(path, '{\n\t"debug": true\n}', 0o640)

// Compiled once for all: a start takes a third of the time.
const compiled = temporaryRoot().path('')
const env = { PATH: process.env['PATH'] ?? '', HOME: '/home/dev', NODE_COMPILE_CACHE: compiled }
const here = ['--root', root.path(''), '--engine', 'docker@20.10'] as const
const mirror = ['--mirror', 'docker.io=http://m.lan:5000'] as const
const run = (...args: readonly string[]) => pullcordHere(args, env)

const digest = expect.stringMatching(/^sha256:[0-9a-f]{64}$/)
const engine = { id: 'docker', scope: 'system', version: '20.10', instance: 'default' }
const verdict = { engine: 'docker 20.10', ok: true, mirror: 'unused', why: null }
const target = { path, digest, ours: false }
const mirrorShape = {
  upstream: 'docker.io',
  url: 'http://m.lan:5000',
  insecure: false,
  ca: null,
  health: 'unknown',
  latencyMs: null,
}

describe('one machine, from off to on and back', { timeout: 60_000 }, () => {
  const before = treeDigest(root, ['/etc'], { times: true })

  test('nothing is set: status says so, and off has nothing to do', async () => {
    const status = await run('status', ...here, '--json')
    expect(status).toMatchObject({
      code: 0,
      stderr: '',
      json: {
        switch: 'off',
        engines: [{ ...engine, state: 'off', accepted: expect.arrayContaining([verdict]) }],
        mirrors: [],
      },
    })
    expect(await run('off', ...here, '--json')).toMatchObject({
      code: 0,
      json: { to: 'off', changed: false, engines: [{ changed: false, error: null, notes: [] }] },
    })
    expect(await run('plan', 'off', ...here, '--json')).toMatchObject({
      code: 0,
      json: { changes: [], reloads: [], refused: [] },
    })
  })

  test('on without a mirror is no way', async () => {
    expect(await run('on', ...here, '--json')).toMatchObject({
      code: 1,
      json: {
        error: {
          code: 'no-mirrors',
          message: expect.any(String),
          hint: expect.stringContaining('--mirror'),
          path: null,
        },
      },
    })
  })

  test('a plan shows the diff, writes nothing, and ends with 3', async () => {
    const change = {
      target: 'docker-daemon-json',
      path,
      before: digest,
      after: digest,
      diff: expect.stringContaining('+\t"registry-mirrors": ["http://m.lan:5000"]'),
    }
    for (const args of [
      ['plan', 'on'],
      ['on', '--dry-run'],
    ]) {
      expect(await run(...args, ...here, ...mirror, '--json')).toMatchObject({
        code: 3,
        json: { changes: [change], reloads: [], refused: [] },
      })
    }
    expect(treeDigest(root, ['/etc'], { times: true })).toEqual(before)
  })

  test('on turns on, and on again has nothing to do', async () => {
    const on = await run('on', ...here, ...mirror, '--json')
    expect(on).toMatchObject({
      code: 0,
      stderr: '',
      json: { to: 'on', changed: true, engines: [{ id: 'docker', scope: 'system', changed: true, error: null }] },
    })
    expect(on.json?.['status']).toMatchObject({
      switch: 'on',
      engines: [{ ...engine, state: 'configured', targets: [{ ...target, ours: true }] }],
      mirrors: [mirrorShape],
    })
    expect(await run('on', ...here, '--json')).toMatchObject({ code: 0, json: { changed: false } })
    expect(await run('plan', 'on', ...here)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Nothing to do.'),
    })
    expect(readFileSync(root.path(path), 'utf8')).toBe(
      '{\n\t"debug": true,\n\t"registry-mirrors": ["http://m.lan:5000"]\n}',
    )
  })

  test('status and verify say how far that is known', async () => {
    const { code, json } = await run('status', ...here, '--json')
    expect(code).toBe(0)
    expect(json).toMatchObject({
      switch: 'on',
      engines: [
        { state: 'configured', mirrors: [{ upstream: 'docker.io', url: 'http://m.lan:5000', insecure: false }] },
      ],
    })
    expect(await run('verify', ...here, '--json')).toMatchObject({
      code: 3,
      json: { engines: [{ id: 'docker', reached: 'configured', proof: null }] },
    })
    expect((await run('status', ...here)).stdout).toContain('configured')
  })

  test('off puts every byte back', async () => {
    expect(await run('off', ...here, '--json')).toMatchObject({
      code: 0,
      json: { to: 'off', changed: true, status: { switch: 'off' } },
    })
    expect(treeDigest(root, ['/etc'], { times: true })).toEqual(before)
    expect(readdirSync(root.path('/var/lib/pullcord/originals'))).toEqual([])
    expect(await run('verify', ...here, '--json')).toMatchObject({ code: 3, json: { engines: [{ reached: 'no' }] } })
  })

  test('settings lie below the root too, and mirrors are listed, added and removed there', async () => {
    expect(existsSync(root.path('/home/dev/.config/pullcord/settings.json'))).toBe(true)
    expect(await run('mirror', 'list', ...here, '--json')).toMatchObject({
      code: 0,
      json: { mirrors: [{ upstream: 'docker.io', url: 'http://m.lan:5000', insecure: false, ca: null }] },
    })
    expect(await run('mirror', 'add', 'quay.io=https://Q.lan/hub/', ...here, '--json')).toMatchObject({
      code: 0,
      json: { mirrors: [{}, { upstream: 'quay.io', url: 'https://q.lan/hub' }] },
    })
    expect(await run('mirror', 'add', 'quay.io=https://q.lan/hub', ...here, '--json')).toMatchObject({
      code: 1,
      json: { error: { code: 'mirror-twice' } },
    })
    expect(await run('mirror', 'remove', 'quay.io=https://q.lan/hub', ...here, '--json')).toMatchObject({
      code: 0,
      json: { mirrors: [{ upstream: 'docker.io' }] },
    })
    expect(await run('mirror', 'remove', 'quay.io=https://q.lan/hub', ...here, '--json')).toMatchObject({
      code: 1,
      json: { error: { code: 'mirror-missing' } },
    })
  })
})

test('every verb has its help, and the program its version', { timeout: 60_000 }, async () => {
  const overview = await run('--help')
  expect(overview).toMatchObject({ code: 0, stderr: '' })
  const verbs = ['status', 'on', 'off', 'plan', 'verify', 'mirror', 'history', 'undo', 'drift', 'uninstall', 'serve']
  for (const verb of verbs) expect(overview.stdout).toContain(`pullcord ${verb}`)
  for (const verb of verbs) {
    const { code, stdout } = await run(verb, '--help')
    expect([code, stdout.split('\n')[0]], verb).toEqual([0, expect.stringMatching(new RegExp(`^pullcord ${verb}`))])
    expect(stdout).toContain('--json')
  }
  expect((await run('--version')).stdout).toMatch(/^pullcord \d+\.\d+\.\d+\n$/)
})
